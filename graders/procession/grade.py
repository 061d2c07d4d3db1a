"""Grading a folder of submissions: every student, every exercise, one results file.

The results file is rewritten after each student, so a run that is cut short loses at most the
students that were being judged; the next run goes on from there.
"""

import concurrent.futures
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from procession import __version__, reports, results
from procession.archives import unpack
from procession.catalog import Exercise
from procession.engine.errors import SubmissionError
from procession.intake import locate, printable, read_submission
from procession.judge import Bench
from procession.results import ExerciseResult, Results


@dataclass
class Grading:
    """One session of grading; `done` is told of each student as it is finished."""

    source: Path
    out: Path
    exercises: list[Exercise]
    bench: Bench
    jobs: int
    done: Callable[[str], None] = lambda student: None
    finished: dict[str, list[ExerciseResult]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    folders: dict[str, Path] = field(default_factory=dict)
    """Where each student's files are."""
    view: reports.View = field(default_factory=reports.View)
    """What students may see."""
    faults: list[str] = field(default_factory=list)
    """What we could not do, beside judging."""
    notes: dict[str, list[str]] = field(default_factory=dict)
    """What is to be said of a student's archive."""

    def students(self) -> list[str]:
        """The folders and zip archives of the source, one a student; anything else is noted in `ignored`."""
        if not self.source.is_dir():
            raise SubmissionError(f"{self.source} is not a folder of submissions")
        entries = sorted(entry for entry in self.source.iterdir() if not entry.name.startswith("."))
        for entry in entries:
            if entry.is_dir() and not entry.is_symlink():
                self.folders[self._called(entry.name)] = entry
        for entry in entries:
            archive = entry.is_file() and not entry.is_symlink() and entry.suffix.lower() == ".zip"
            if archive and entry.stem not in self.folders:
                self._unpack(entry)
            elif entry not in self.folders.values():
                self.ignored.append(entry.name)
        if not self.folders:
            raise SubmissionError(f"{self.source} has no folder in it: expected one folder, or one archive, a student")
        return sorted(self.folders)

    def _called(self, name: str) -> str:
        """What a student is called whose folder has this name: text, and none of the names of our own files."""
        name = printable(name)
        while name in self.folders or name.removesuffix(".part") in reports.OUR_FILES:
            name += "_"
        return name

    def _unpack(self, archive: Path) -> None:
        """Make a folder with what is in an archive; empty, with a note, if it can't be read."""
        name = self._called(archive.stem)
        folder = self.folders[name] = self.bench.folder / "unpacked" / name
        try:
            left_out = unpack(archive, folder)
            self.notes[name] = [f"left out: {text}" for text in left_out]
        except SubmissionError as error:
            self.notes[name] = [str(error)]

    def handed_in(self, students: Sequence[str]) -> list[str]:
        """The exercises for which anybody has handed in something."""
        folders = [self.folders[student] for student in students]
        return [one.slug for one in self.exercises if any(locate(folder, one) is not None for folder in folders)]

    def resume(self, students: Sequence[str]) -> None:
        """Take over what an interrupted run has finished, where nothing has changed since."""
        try:
            before = results.load((self.out / "results.json").read_bytes())
        except (OSError, msgspec.MsgspecError):
            return
        if before.complete or before.kit_version != __version__ or before.source != str(self.source.resolve()):
            return
        wanted = [exercise.slug for exercise in self.exercises]
        for student, mine in reports.by_student(before.submissions).items():
            same = [slug for slug in mine if slug in wanted] == wanted and len(mine) == len(wanted)
            if student in students and same and all(self._unchanged(student, result) for result in mine.values()):
                self.finished[student] = list(mine.values())

    def _unchanged(self, student: str, result: ExerciseResult) -> bool:
        if result.had_error or (result.box and result.mode != self.bench.terms.mode):
            return False
        exercise = next(exercise for exercise in self.exercises if exercise.slug == result.exercise)
        return digest(self.folders[student], exercise) == result.digest

    def run(self, students: Sequence[str]) -> Results:
        """Judge everybody who is not finished yet; KeyboardInterrupt leaves what is there."""
        try:
            self.out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SubmissionError(f"--out {self.out}: {error.strerror}; name a folder that can be written") from None
        todo = [student for student in students if student not in self.finished]
        pool = concurrent.futures.ThreadPoolExecutor(self.jobs)
        try:
            futures = {pool.submit(self._judge, student): student for student in todo}
            for future in concurrent.futures.as_completed(futures):
                student = futures[future]
                self.finished[student] = future.result()
                self._write(students, complete=False)
                self._write_pages(student)
                self.done(student)
        except BaseException:
            self.bench.stop()
            pool.shutdown(cancel_futures=True)
            self._write_class(self._write(students, complete=False))
            raise
        pool.shutdown()
        whole = self._write(students, complete=True)
        self._write_class(whole)
        return whole

    def _write_pages(self, student: str) -> None:
        """What the student is told. If that can't be written, the others are graded all the same."""
        try:
            reports.write_student(self.out, student, self.finished[student], self.view)
        except Exception as error:
            self.faults.append(f"the feedback for {student} could not be written: {type(error).__name__}: {error}")

    def _write_class(self, whole: Results) -> None:
        reports.write_class(self.out, whole.submissions, [exercise.slug for exercise in self.exercises])

    def _judge(self, student: str) -> list[ExerciseResult]:
        folder = self.folders[student]
        pictures = reports.pictures_of(self.out, student)
        found = self.bench.judge(self.exercises, folder, student, pictures=pictures)
        others = unknown_files(folder, self.exercises)
        notes = self.notes.get(student, []) + ([f"other files: {', '.join(others)}"] if others else [])
        if notes:
            found = [msgspec.structs.replace(found[0], notes=[*found[0].notes, *notes]), *found[1:]]
        return found

    def _write(self, students: Sequence[str], complete: bool) -> Results:
        found = [result for student in students for result in self.finished.get(student, [])]
        whole = Results(
            kit_version=__version__, source=str(self.source.resolve()), complete=complete, submissions=found
        )
        _replace(self.out / "results.json", results.dump(whole))
        return whole


def digest(folder: Path, exercise: Exercise) -> str:
    """The digest that a submission has now; "" when it can't be taken in."""
    source = locate(folder, exercise)
    if source is None:
        return ""
    try:
        return read_submission(source, exercise.module).digest
    except SubmissionError:
        return ""


def unknown_files(folder: Path, exercises: Sequence[Exercise], most: int = 10) -> list[str]:
    """Names in a student's folder that no exercise asks for (they may be the student's helpers)."""
    known = {f"{exercise.module}.py" for exercise in exercises} | {exercise.slug for exercise in exercises}
    known |= {"README.md", "README.zh-CN.md", "pyproject.toml"}  # a whole working folder was handed in
    names = sorted(
        printable(name) for name in _listed(folder) if name not in known and not name.startswith((".", "__"))
    )
    return names[:most] + (["..."] if len(names) > most else [])


def _listed(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:  # it may not be read
        return []


def _replace(path: Path, data: bytes) -> None:
    """Write a file in one step: a reader never sees half of it."""
    if path.exists() and path.read_bytes() == data:
        return
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    os.replace(part, path)
