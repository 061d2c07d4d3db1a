"""One student's work for one exercise, read into memory: what is judged, and what it is called in the cache."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from procession.catalog import Exercise
from procession.engine.errors import SubmissionError
from procession.intake import discard, read_submission
from procession.judge import Bench
from procession.likeness import own_text
from procession.results import Evidence, ExerciseResult


@dataclass(frozen=True)
class Work:
    """Files as they are put before the judge, or the problem for which there are none."""

    exercise: Exercise
    files: dict[str, bytes]
    left_out: tuple[str, ...] = ()
    problem: str = ""
    content: str = "nothing"
    """Digest of the files: what the verdict depends on."""


def read_work(exercise: Exercise, place: Path | None, problem: str = "") -> Work:
    """Read what lies at `place` (a folder, or the file itself). Whatever is wrong with it becomes a problem."""
    if problem or place is None:
        return Work(exercise, {}, problem=problem or f"{exercise.module}.py was not handed in")
    try:
        found = read_submission(place, exercise.module)
    except SubmissionError as error:
        return Work(exercise, {}, problem=str(error))
    return Work(exercise, found.files, tuple(found.left_out), content=found.digest)


def judge_works(
    bench: Bench, works: Sequence[Work], student: str, pictures: Path | None = None
) -> list[ExerciseResult]:
    """Judge works of one student, from copies that are exactly what was read; runs that failed are drawn into `pictures`."""
    room = Path(tempfile.mkdtemp(prefix="work-", dir=bench.folder))
    try:
        for work in works:
            for name, data in work.files.items():
                path = room / work.exercise.slug / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        found = bench.judge([work.exercise for work in works], room, student, pictures=pictures)
    finally:
        discard(room)
    return [_with_text(result, work) for result, work in zip(found, works, strict=True)]


def _with_text(result: ExerciseResult, work: Work) -> ExerciseResult:
    module = f"{work.exercise.module}.py"
    if module not in work.files:
        return result
    return msgspec.structs.replace(result, text=own_text(work.files[module], work.exercise.stub.read_bytes()))


def explained(result: ExerciseResult, work: Work) -> ExerciseResult:
    """The result with what is to be said of this student's files: why nothing could be run, and what was left out."""
    notes = [*(f"left out: {text}" for text in work.left_out), *result.notes]
    checks = result.checks
    if work.problem:
        evidence = Evidence(seen=work.problem, expected="a submission that can be run")
        checks = [
            msgspec.structs.replace(check, evidence=evidence) if check.verdict == "not run" else check
            for check in checks
        ]
    return msgspec.structs.replace(result, notes=notes, checks=checks)
