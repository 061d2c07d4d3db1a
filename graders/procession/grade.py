"""Grading a class: every student, every exercise, one results file.

What was judged before is taken from the cache. Each student's results go to disk as soon as they are
there, and only what a table needs stays in memory: a class of any size takes no more of it than a small one.
The results file is put together from those pieces, now and then while grading goes on and at the end.
"""

import concurrent.futures
import os
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from procession import __version__, reports, results
from procession.cache import Cache
from procession.catalog import Exercise
from procession.collecting import Collection, Handed
from procession.engine.errors import SubmissionError
from procession.intake import locate, read_submission
from procession.judge import Bench, failed
from procession.reports.writing import replace
from procession.results import CheckResult, ExerciseResult, Results, SameText
from procession.work import Work, explained, judge_works, read_work

_REWRITING_SHARE = 20
"""While grading goes on, the results file is rewritten in at most 1/20 of the time."""


@dataclass
class Grading:
    """One session of grading; `done` is told of each student as it is finished."""

    source: Path
    out: Path
    exercises: list[Exercise]
    bench: Bench
    jobs: int
    cache: Cache
    collection: Collection
    regrade: frozenset[tuple[str, str]] = frozenset()
    """Pairs of student and exercise that are judged again, changed or not."""
    judge: Callable[[Sequence[Work], str], list[ExerciseResult]] | None = None
    """Judges works of a student elsewhere than on this machine..."""
    stop: Callable[[], None] = lambda: None
    """...and this ends what it is at."""
    shard: str = ""
    alone: bool = False
    view: reports.View = field(default_factory=reports.View)
    """What students may see."""
    faults: list[str] = field(default_factory=list)
    """What we could not do, beside judging."""
    done: Callable[[str], None] = lambda student: None
    judged: int = 0
    unchanged: int = 0
    """How many results were judged now, and for how many there was one before."""
    _brief: dict[str, list[ExerciseResult]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _written_at: float = -1e9
    _writing_took: float = 0.0

    @property
    def students(self) -> list[str]:
        """Everybody who is graded, in order."""
        return list(self.collection.handed)

    def to_judge(self) -> list[str]:
        """The students of whom anything has to be judged; `unchanged` counts what has not."""
        new = []
        for student, handed in self.collection.handed.items():
            known = sum(self._is_known(handed, exercise) for exercise in self.exercises)
            self.unchanged += known
            if known < len(self.exercises):
                new.append(student)
        return new

    def _is_known(self, handed: Handed, exercise: Exercise) -> bool:
        again = (handed.student, exercise.slug) in self.regrade
        return not again and self.cache.has(self.cache.key(exercise, self._read(handed, exercise).content))

    def run(self) -> list[ExerciseResult]:
        """Grade everybody; return what a table of the class needs (results with one check for each verdict).

        KeyboardInterrupt leaves a results file with those who were finished.
        """
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            (self.bench.folder / "finished").mkdir()
        except OSError as error:
            raise SubmissionError(f"--out {self.out}: {error.strerror}; name a folder that can be written") from None
        pool = concurrent.futures.ThreadPoolExecutor(self.jobs)
        try:
            futures = {pool.submit(self._student, student): student for student in self.students}
            for future in concurrent.futures.as_completed(futures):
                future.result()
                now = time.monotonic()
                if now - self._written_at > _REWRITING_SHARE * self._writing_took:
                    self._write(complete=False)
                self.done(futures[future])
        except BaseException:
            self.bench.stop()
            self.stop()
            pool.shutdown(cancel_futures=True)
            self._write(complete=False)
            self._write_class()
            raise
        pool.shutdown()
        self._write(complete=True)
        self._write_class()
        return self.brief()

    def brief(self) -> list[ExerciseResult]:
        """What is known so far, without evidence and schedules."""
        return [result for student in self.students for result in self._brief.get(student, [])]

    def _student(self, student: str) -> None:
        """Judge a student, as far as that is needed, and put the results on disk."""
        handed = self.collection.handed[student]
        try:
            found = self._judged(handed)
        except Exception:  # a fault of our own, or files that change while they are read: the others go on
            said = traceback.format_exc()
            found = [failed(exercise, student, said) for exercise in self.exercises]
        if self.bench.stopped:  # what its judge said last is worth nothing
            return
        if found and handed.notes:
            found[0] = msgspec.structs.replace(found[0], notes=[*found[0].notes, *handed.notes])
        replace(self._finished(student), b",\n    ".join(results.dump_one(result) for result in found))
        self._write_pages(student, found)
        with self._lock:
            self._brief[student] = [brief(result) for result in found]

    def _write_pages(self, student: str, found: list[ExerciseResult]) -> None:
        """What the student is told. If that can't be written, the others are graded all the same."""
        try:
            reports.write_student(self.out, student, found, self.view)
        except Exception as error:
            self.faults.append(f"the feedback for {student} could not be written: {type(error).__name__}: {error}")

    def _write_class(self) -> None:
        """The page of the class, from the results on disk, one student after the other."""
        every = (result for piece in self._pieces() for result in results.load_pieces(piece))
        try:
            reports.write_class_page(self.out, every)
        except Exception as error:
            self.faults.append(f"class.html could not be written: {type(error).__name__}: {error}")

    def _judged(self, handed: Handed) -> list[ExerciseResult]:
        """A student's results: those that were kept, and the rest from the judge."""
        works = [self._read(handed, exercise) for exercise in self.exercises]
        pictures = reports.pictures_of(self.out, handed.student)
        found: dict[str, ExerciseResult] = {}
        for work in works:
            again = (handed.student, work.exercise.slug) in self.regrade
            key = self.cache.key(work.exercise, work.content)
            kept = None if again else self.cache.get(key)
            if kept is not None:
                self.cache.hand_pictures(key, kept, pictures)
                found[work.exercise.slug] = kept
        todo = [work for work in works if work.exercise.slug not in found]
        if todo:
            judge = self.judge or self._here
            for work, result in zip(todo, judge(todo, handed.student), strict=True):
                found[work.exercise.slug] = result
                if not self.bench.stopped:
                    self.cache.put(self.cache.key(work.exercise, work.content), result, pictures)
            with self._lock:
                self.judged += len(todo)
        return [self._complete(found[work.exercise.slug], work, handed) for work in works]

    def _here(self, works: Sequence[Work], student: str) -> list[ExerciseResult]:
        return judge_works(self.bench, works, student, reports.pictures_of(self.out, student))

    def _read(self, handed: Handed, exercise: Exercise) -> Work:
        slug = exercise.slug
        return read_work(exercise, handed.places.get(slug), handed.problems.get(slug, ""))

    def _complete(self, result: ExerciseResult, work: Work, handed: Handed) -> ExerciseResult:
        slug = work.exercise.slug
        return msgspec.structs.replace(
            explained(result, work),
            student=handed.student,
            source=handed.source,
            student_id=handed.id,
            attempt=handed.attempts.get(slug, 0),
            late=handed.late and not work.problem,
            submitted=handed.submitted if not work.problem else "",
        )

    def _finished(self, student: str) -> Path:
        return self.bench.folder / "finished" / f"{self.students.index(student)}.json"

    def _write(self, complete: bool) -> None:
        """Put the results file and the class's grades together from what is finished."""
        begun = time.monotonic()
        found = self.brief()
        head = Results(
            kit_version=__version__,
            source=str(self.source.resolve()),
            complete=complete,
            alone=self.alone,
            shard=self.shard,
            same_text=same_text(found),
        )
        part = self.out / "results.json.part"
        with part.open("wb") as target:
            results.write(target, head, self._pieces())
        os.replace(part, self.out / "results.json")
        reports.write_grades(self.out, found, [exercise.slug for exercise in self.exercises])
        self._written_at = time.monotonic()
        self._writing_took = self._written_at - begun

    def _pieces(self) -> Iterator[bytes]:
        for student in self.students:
            if self._brief.get(student):
                yield self._finished(student).read_bytes()


def write_class(out: Path, whole: Results, view: reports.View) -> None:
    """Write the results of a class that are all in memory, as a grading does."""
    slugs = list(dict.fromkeys(result.exercise for result in whole.submissions))
    students = reports.by_student(whole.submissions)
    try:
        for student, mine in students.items():
            reports.write_student(out, student, list(mine.values()), view)
        out.mkdir(parents=True, exist_ok=True)
        replace(out / "results.json", results.dump(whole))
        reports.write_grades(out, whole.submissions, slugs)
        reports.write_class_page(out, whole.submissions)
    except OSError as error:
        raise SubmissionError(f"--out {out}: {error.strerror}; name a folder that can be written") from None


def brief(result: ExerciseResult) -> ExerciseResult:
    """A result with one check for each verdict, and nothing else of its checks."""
    verdicts = dict.fromkeys(check.verdict for check in result.checks)
    checks = [_BARE.setdefault(verdict, CheckResult("", "", "results", 0, 0, verdict)) for verdict in verdicts]
    return msgspec.structs.replace(result, checks=checks, notes=[], source="", digest="")


_BARE: dict[str, CheckResult] = {}


def same_text(found: Sequence[ExerciseResult]) -> list[SameText]:
    """Groups of students whose programs are the same, apart from comments and spaces."""
    groups: dict[tuple[str, str], list[str]] = {}
    for result in found:
        if result.text:
            groups.setdefault((result.exercise, result.text), []).append(result.student)
    return [SameText(exercise, students) for (exercise, _), students in groups.items() if len(students) > 1]


def digest(folder: Path, exercise: Exercise) -> str:
    """The digest that the work in a student's folder has now; "" when it can't be taken in."""
    source = locate(folder, exercise)
    if source is None:
        return ""
    try:
        return read_submission(source, exercise.module).digest
    except SubmissionError:
        return ""
