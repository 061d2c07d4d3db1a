"""Putting results together that were graded in parts: nothing is lost, nothing counted twice, and what differs is named."""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from procession.engine.errors import SubmissionError
from procession.grade import same_text
from procession.results import ExerciseResult, Results, load


def read_results(path: Path) -> Results:
    """Read a results file, or that of a folder of results; SubmissionError if it can't be read."""
    path = path / "results.json" if path.is_dir() else path
    try:
        return load(path.read_bytes())
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}") from None
    except msgspec.MsgspecError as error:
        raise SubmissionError(f"{path} is not a results file: {error}") from None


def merge(parts: Sequence[tuple[Path, Results]]) -> Results:
    """The results of all parts, by student and exercise.

    SubmissionError if a part is unfinished or missing, if parts were graded by different versions of the kit, or if two
    have different results for the same work.
    """
    _check_complete(parts)
    _check_shards(parts)
    for path, part in parts:
        for result in part.submissions:
            if result.student.startswith(".") or re.search(r"[/\\\0]", result.student):
                raise SubmissionError(
                    f"{path}: {result.student!r} is no name that `procession grade` gives to a student"
                )
    merged: dict[tuple[str, str], tuple[Path, ExerciseResult]] = {}
    conflicts: list[str] = []
    for path, part in parts:
        for result in part.submissions:
            key = (result.student, result.exercise)
            other, known = merged.setdefault(key, (path, result))
            if known != result:
                conflicts.append(f"{result.student}/{result.exercise} in {other} and {path}")
    if conflicts:
        more = f" and {len(conflicts) - 5} more" if len(conflicts) > 5 else ""
        raise SubmissionError(
            f"different results for the same work: {'; '.join(conflicts[:5])}{more}; leave one of them out"
        )
    slugs = list(dict.fromkeys(result.exercise for _, part in parts for result in part.submissions))
    found = [result for _, result in merged.values()]
    found.sort(key=lambda result: (result.student, slugs.index(result.exercise)))
    first = parts[0][1]
    return Results(
        kit_version=first.kit_version,
        source=first.source,
        complete=True,
        same_text=same_text(found),
        submissions=found,
    )


def _check_complete(parts: Sequence[tuple[Path, Results]]) -> None:
    for path, part in parts:
        if not part.complete:
            raise SubmissionError(
                f"{path} was not finished: run its `procession grade` once more, it goes on from there"
            )
    versions = {part.kit_version for _, part in parts}
    if len(versions) > 1:
        raise SubmissionError(
            f"graded by different versions of the kit: {', '.join(sorted(versions))}; grade all by one"
        )


def _check_shards(parts: Sequence[tuple[Path, Results]]) -> None:
    """All N of N parts must be there, where they are parts."""
    shards = {part.shard for _, part in parts if part.shard}
    numbers = {shard: re.fullmatch(r"(\d+)/(\d+)", shard) for shard in shards}
    counts = {int(found[2]) for found in numbers.values() if found}
    if len(counts) > 1:
        raise SubmissionError(f"parts of different divisions: {', '.join(sorted(shards))}; take all of one")
    for count in counts:
        missing = [f"{index}/{count}" for index in range(1, count + 1) if f"{index}/{count}" not in shards]
        if missing:
            raise SubmissionError(
                f"the parts {', '.join(missing)} are missing; only {', '.join(sorted(shards))} were given"
            )
