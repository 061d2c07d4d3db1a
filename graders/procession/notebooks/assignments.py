"""`procession nbgrader autograde`: a whole assignment, judged on all processors.

Programs are judged first, in parallel; then nbgrader's own autograde writes each submission, with the
preprocessors that it is configured with, which find the results there and judge nothing again.
"""

import concurrent.futures
import fnmatch
import glob
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.api import NbGraderAPI

from procession import __version__
from procession.catalog import Exercise
from procession.engine.errors import SubmissionError
from procession.engine.modes import resolve_mode
from procession.escaping import clean
from procession.judge import Bench, Terms
from procession.notebooks.grading import GradeInBox, graded_exercises
from procession.notebooks.handing import hand_in
from procession.notebooks.settings import open_course
from procession.notebooks.taking import Given, given_cells, read_notebook, take
from procession.results import ExerciseResult, Results, dump


@dataclass
class Autograding:
    """One assignment of a course; `done` is told of each student as it is finished."""

    course: Path
    assignment: str
    jobs: int
    wanted: str = "*"
    """Pattern of the students."""
    force: bool = False
    """Whether those are graded again that have been graded."""
    done: Callable[[str], None] = lambda student: None
    remarks: list[str] = field(default_factory=list)
    """What is to be said in the end, a line each."""
    failed: list[str] = field(default_factory=list)
    """Students whom nbgrader could not write."""
    given: dict[str, dict[str, Given]] = field(default_factory=dict)
    """The cells of each notebook of the assignment."""

    def __post_init__(self) -> None:
        """Open the course. SubmissionError when there is none, or no such assignment in its gradebook."""
        self.api: NbGraderAPI = open_course(self.course)
        self.settings = GradeInBox(parent=self.api)
        with self.api.gradebook as gradebook:
            try:
                found = gradebook.find_assignment(self.assignment)
            except MissingEntry:
                known = ", ".join(one.name for one in gradebook.assignments) or "none"
                raise SubmissionError(
                    f"the gradebook knows no assignment called {self.assignment!r} ({known}): "
                    f"`nbgrader generate_assignment {self.assignment}` makes it known"
                ) from None
            self.given = {one.name: given_cells(gradebook, one.name, self.assignment) for one in found.notebooks}

    def terms(self) -> Terms:
        """How submissions are judged: as the course's configuration says."""
        return Terms(mode=resolve_mode(self.settings.mode), box=self.settings.box)

    def students(self) -> list[str]:
        """Who has handed in something that is not graded yet."""
        found = sorted(self.api.get_submitted_students(self.assignment))
        with self.api.gradebook as gradebook:
            return [
                student
                for student in found
                if fnmatch.fnmatchcase(student, self.wanted) and (self.force or not self._graded(gradebook, student))
            ]

    def _graded(self, gradebook: Gradebook, student: str) -> bool:
        """Whether what a student has handed in is graded (nbgrader asks the same, but of all or none)."""
        try:
            handed_in = self.api.get_submitted_timestamp(self.assignment, student)
            submission = gradebook.find_submission(self.assignment, student)
        except (MissingEntry, ValueError, OSError):  # a student can have written anything into timestamp.txt
            return False
        return self._folder("autograded", student).is_dir() and bool(submission.timestamp == handed_in)

    def run(self, bench: Bench, students: Sequence[str]) -> Results:
        """Grade these students; KeyboardInterrupt leaves who is finished graded."""
        stored = bench.folder / "judged.json"
        self.api = open_course(self.course, stored)
        finished: dict[str, list[ExerciseResult]] = {}
        pool = concurrent.futures.ThreadPoolExecutor(self.jobs)
        try:
            futures = {pool.submit(self._judge, bench, student): student for student in students}
            for future in concurrent.futures.as_completed(futures):
                student = futures[future]
                finished[student] = future.result()
                stored.write_bytes(dump(Results(kit_version=__version__, submissions=finished[student])))
                self._write(student)
                self.done(student)
        except BaseException:
            bench.stop()
            pool.shutdown(cancel_futures=True)
            raise
        pool.shutdown()
        found = [result for student in sorted(finished) for result in finished[student]]
        return Results(kit_version=__version__, source=str(self.course), complete=True, submissions=found)

    def _folder(self, step: str, student: str) -> Path:
        directory = getattr(self.api.coursedir, f"{step}_directory")
        return Path(self.api.coursedir.format_path(directory, student, self.assignment))

    def _judge(self, bench: Bench, student: str) -> list[ExerciseResult]:
        """Judge a student's programs, as GradeInBox would."""
        folder = self._folder("submitted", student)
        room = bench.folder / "judged" / student
        found = []
        for name, given in self.given.items():
            path = folder / f"{name}.ipynb"
            # A notebook that is missing counts like an empty one, so that totals are out of all that was to be done.
            nb = read_notebook(path) if os.path.lexists(path) else new_notebook()
            nb.cells = take(nb.cells, given, nb.metadata.get("procession", {}).get("unreadable"))
            exercises: list[Exercise] = graded_exercises(nb, self.settings)
            if exercises:
                handed = hand_in(nb.cells, exercises, room / name)
                found += bench.judge(exercises, handed.folder, student)
        shutil.rmtree(room, ignore_errors=True)
        return found

    def _write(self, student: str) -> None:
        """Let nbgrader autograde a student whose programs have been judged."""
        folder = self._folder("submitted", student)
        there = sorted(path.name for path in folder.glob("*.ipynb"))
        missing = [f"{name}.ipynb" for name in self.given if f"{name}.ipynb" not in there]
        if missing:
            others = [clean(name) for name in there if name.removesuffix(".ipynb") not in self.given]
            said = f"; there is {', '.join(others[:5])}, to be renamed?" if others else ""
            self.remarks.append(f"{clean(student)}: {', '.join(missing)} was not handed in: no points for it{said}")
        if not self._stamp_can_be_read(student):
            self.failed.append(student)
            self.remarks.append(f"{clean(student)}: not graded: timestamp.txt holds no time; mend or remove it")
            return
        if len(missing) == len(self.given):
            with self.api.gradebook as gradebook:
                self._no_points(gradebook, student)
            return
        outcome = self.api.autograde(self.assignment, glob.escape(student), force=True)
        if "KeyboardInterrupt" in outcome.get("error", ""):  # which nbgrader keeps to itself
            raise KeyboardInterrupt
        if not outcome["success"]:
            self.failed.append(student)
            self.remarks.append(f"{clean(student)}: nbgrader could not write the grades: {_reason(outcome)}")

    def _stamp_can_be_read(self, student: str) -> bool:
        """Whether nbgrader will get over the file that says when something was handed in."""
        try:
            self.api.get_submitted_timestamp(self.assignment, student)
        except (ValueError, OSError):
            return False
        return True

    def _no_points(self, gradebook: Gradebook, student: str) -> None:
        """There is no notebook at all: nbgrader would leave the student without any score."""
        gradebook.update_or_create_student(student)
        stamp = self.api.get_submitted_timestamp(self.assignment, student)
        submission = gradebook.update_or_create_submission(self.assignment, student, timestamp=stamp)
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                grade.auto_score, grade.needs_manual_grade = 0.0, False
        gradebook.db.commit()
        graded = self._folder("autograded", student)  # so nbgrader knows that this was graded, and when handed in
        graded.mkdir(parents=True, exist_ok=True)
        if stamp is not None:
            shutil.copyfile(self._folder("submitted", student) / "timestamp.txt", graded / "timestamp.txt")


def _reason(outcome: dict[str, str]) -> str:
    """The line that tells most of a log of nbgrader's that ends badly."""
    lines = [line.strip() for line in outcome.get("log", "").splitlines() if line.strip()]
    errors = [line for line in lines if "Error" in line and not line.startswith("[")]
    return clean((errors or lines or ["it said nothing"])[-1])
