"""What nbgrader does when it autogrades: the program is judged in the box, and no cell is executed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from nbformat import NotebookNode
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import is_grade, is_solution
from traitlets import Unicode

from procession import __version__, results
from procession.catalog import Exercise
from procession.engine.errors import SubmissionError
from procession.engine.modes import resolve_mode
from procession.grade import digest
from procession.judge import Bench, Terms
from procession.notebooks import telling
from procession.notebooks.handing import Handed, hand_in
from procession.notebooks.naming import SOLUTION, slug_and_part
from procession.notebooks.settings import KitPreprocessor
from procession.notebooks.taking import Resources, plain_cell
from procession.results import CheckResult, ExerciseResult


class GradeInBox(KitPreprocessor):
    """Judges the programs of a notebook by the hidden checks, and writes what was found into the grade cells.

    Every grade cell of code gets a score or an error: silence would be full points. A check that could not
    be run because of the kit is left for grading by hand, never scored.
    """

    box = Unicode("auto", help="Where submissions run: auto, bubblewrap or bare.").tag(config=True)
    mode = Unicode("auto", help="How runs are made: auto, controlled or sampled.").tag(config=True)
    results = Unicode(
        "", help="A results file: what it has of the same student and the same program is not judged again."
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Grade a notebook that TakeAnswers has made whole."""
        student = resources["nbgrader"]["student"]
        exercises = graded_exercises(nb, self)
        with Bench(Terms(mode=resolve_mode(self.mode), box=self.box)) as bench:
            handed = hand_in(nb.cells, exercises, bench.folder / "submission")
            found = self._judged(bench, exercises, handed, student)
        for exercise in exercises:
            write_result(nb, exercise, found[exercise.slug], handed)
        for cell in nb.cells:
            if is_grade(cell) and cell.cell_type == "code" and not is_solution(cell) and not cell.outputs:
                not_graded(cell, "the kit has no exercise with a check of this name")
        return nb, resources

    def _judged(
        self, bench: Bench, exercises: Sequence[Exercise], handed: Handed, student: str
    ) -> Mapping[str, ExerciseResult]:
        found = {}
        if self.results:
            found = known(Path(self.results), student, exercises, handed.folder)
        todo = [exercise for exercise in exercises if exercise.slug not in found]
        if todo:
            found |= {result.exercise: result for result in bench.judge(todo, handed.folder, student)}
        return found


def graded_exercises(nb: NotebookNode, preprocessor: KitPreprocessor) -> list[Exercise]:
    """The exercises of which a notebook has grade cells, in the notebook's order."""
    names = [cell.metadata["nbgrader"]["grade_id"] for cell in nb.cells if is_grade(cell)]
    slugs = dict.fromkeys(slug_and_part(name)[0] for name in names)
    return [exercise for exercise in map(preprocessor.exercise, slugs) if exercise is not None]


def known(path: Path, student: str, exercises: Sequence[Exercise], folder: Path) -> dict[str, ExerciseResult]:
    """What a results file says of a student's exercises, if it was said of the same programs by the same kit."""
    try:
        whole = results.load(path.read_bytes())
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}") from None
    except msgspec.MsgspecError as error:
        raise SubmissionError(f"{path} is no results file: {error}") from None
    digests = {exercise.slug: digest(folder, exercise) for exercise in exercises}
    return {
        result.exercise: result
        for result in whole.submissions
        if whole.kit_version == __version__
        and result.student == student
        and digests.get(result.exercise) == result.digest
        and not result.had_error
    }


def write_result(nb: NotebookNode, exercise: Exercise, result: ExerciseResult, handed: Handed) -> None:
    """Write what was found of an exercise into its cells."""
    checks = {check.id: check for check in result.checks}
    notes = handed.notes.get(exercise.slug, [])
    for cell in nb.cells:
        slug, part = slug_and_part(plain_cell(cell).name)
        if slug != exercise.slug or cell.cell_type != "code":
            continue
        if part == SOLUTION:
            reason = [] if slug in handed.missing else telling.not_run(result)
            cell.outputs = telling.remarks([*notes, *result.notes, *reason])
        elif is_grade(cell):
            write_check(cell, checks.get(part), result)


def write_check(cell: NotebookNode, check: CheckResult | None, result: ExerciseResult) -> None:
    """Write a check into its grade cell."""
    if check is None or check.verdict == "grader error":
        failed = check or next((one for one in result.checks if one.verdict == "grader error"), None)
        seen = failed.evidence.seen if failed and failed.evidence else "the exercise has no check of this name any more"
        not_graded(cell, seen)
        return
    maximum = float(cell.metadata["nbgrader"]["points"])
    cell.outputs = telling.outputs(check, scaled(check, maximum), maximum)


def scaled(check: CheckResult, maximum: float) -> float:
    """A check's points, if it is worth `maximum` in the gradebook; never below 0 or above that."""
    share = check.points / check.max_points if check.max_points else 0.0
    points = check.points if maximum == check.max_points else round(share * maximum, 6)
    return min(max(points, 0.0), maximum)


def not_graded(cell: NotebookNode, reason: str) -> None:
    """Leave a cell for grading by hand."""
    cell.outputs = telling.by_hand(reason)
    cell.metadata["procession"] = {"by_hand": True}


class SaveGrades(SaveAutoGrades):  # type: ignore[misc]
    """Saves the scores as SaveAutoGrades does; cells that could not be graded have none and wait for somebody."""

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._add_score(cell, resources)
        if cell.metadata.get("procession", {}).get("by_hand"):
            name = cell.metadata["nbgrader"]["grade_id"]
            grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
            grade.auto_score = None
            grade.needs_manual_grade = True
            self.gradebook.db.commit()
