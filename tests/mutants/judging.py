"""Which mutants the hidden checks catch."""

import concurrent.futures
import re
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from procession.catalog import Exercise
from procession.judge import Bench, Terms
from procession.results import ExerciseResult

from . import contexts, expressions, statements
from .source import Mutant, Operator, mutants

OPERATORS: tuple[Operator, ...] = (
    statements.drop,
    statements.repeat,
    statements.swap,
    statements.move,
    statements.join_at_once,
    statements.turns,
    contexts.unwrap_with,
    contexts.unguard_with,
    contexts.resize_with,
    contexts.rearrange_with,
    contexts.finally_parts,
    contexts.except_parts,
    expressions.conditions,
    expressions.arguments,
    expressions.classes,
    expressions.calls,
    expressions.owners,
    expressions.wrappers,
)
_BEFORE = re.compile(r"Before Python (\d+)\.(\d+): ")
Explained = dict[str, dict[str, str]]
"""For each exercise the names of mutants that are right answers, and why they are."""


@dataclass(frozen=True)
class Judged:
    """What the checks said to one mutant."""

    slug: str
    mutant: Mutant
    check: str
    """The first check that it failed; "" if it failed none."""
    verdict: str
    seen: str

    @property
    def survived(self) -> bool:
        """Whether no check has failed."""
        return not self.check


class FirstFailure(Bench):
    """A bench whose judges stop at the first check that fails."""

    def _run(self, command: list[str], folder: str) -> str:
        return super()._run([*command, "-x"], folder)


def mutants_of(exercise: Exercise) -> list[Mutant]:
    """The mutants of an exercise's reference solution."""
    return mutants(exercise.reference.read_text(encoding="utf-8"), exercise.manifest.given, OPERATORS)


def explained(path: Path, version: tuple[int, int] = sys.version_info[:2]) -> Explained:
    """Read explained.toml, without those reasons that hold only before this Python: "Before Python 3.13: ..."."""
    everything: Explained = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {
        slug: {name: reason for name, reason in mine.items() if _holds(reason, version)}
        for slug, mine in everything.items()
    }


def _holds(reason: str, version: tuple[int, int]) -> bool:
    before = _BEFORE.match(reason)
    return before is None or version < (int(before[1]), int(before[2]))


def judge(
    todo: Sequence[tuple[Exercise, Mutant]], jobs: int, done: Callable[[Judged], None] = lambda one: None
) -> list[Judged]:
    """Judge mutants, up to `jobs` at the same time; `done` is told of each as soon as it is judged."""
    with (
        FirstFailure(Terms()) as bench,
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        concurrent.futures.ThreadPoolExecutor(jobs) as pool,
    ):
        futures = []
        for number, (exercise, mutant) in enumerate(todo):
            path = Path(folder) / f"{number}" / f"{exercise.module}.py"
            path.parent.mkdir()
            path.write_text(mutant.source, encoding="utf-8")
            futures.append(pool.submit(_judge_one, bench, exercise, mutant, path))
        try:
            for future in concurrent.futures.as_completed(futures):
                done(future.result())
        except BaseException:
            bench.stop()
            pool.shutdown(cancel_futures=True)
            raise
        return [future.result() for future in futures]


def _judge_one(bench: Bench, exercise: Exercise, mutant: Mutant, path: Path) -> Judged:
    result = bench.judge([exercise], path, "mutant")[0]
    return Judged(exercise.slug, mutant, *_first_failure(result))


def _first_failure(result: ExerciseResult) -> tuple[str, str, str]:
    """(check, verdict, what was seen); the checks after it have not been run."""
    for check in result.checks:
        if check.verdict not in ("passed", "not run"):
            return check.id, check.verdict, check.evidence.seen if check.evidence else ""
    for check in result.checks:
        if check.verdict == "not run":
            return check.id, check.verdict, check.evidence.seen if check.evidence else ""
    return "", "passed", ""


def problems(judged: Sequence[Judged], reasons: Explained, whole: bool) -> Iterator[str]:
    """What must be done: survivors without a reason, and reasons without a survivor.

    Unless `judged` is the `whole` of the exercises' mutants, nothing is said about reasons whose mutants are not in it.
    """
    for one in judged:
        known = one.mutant.name in reasons.get(one.slug, {})
        if one.verdict == "grader error":
            yield f"{one.slug}: grader error in {one.check} for {one.mutant.name!r}: {one.seen}"
        elif one.survived and not known:
            yield f"{one.slug}: no check fails {one.mutant.name!r}: is it right? Then explain it, else correct the checks"
        elif known and not one.survived:
            yield f"{one.slug}: {one.mutant.name!r} is explained, but {one.check} says {one.verdict}: {one.seen}"
    for slug in {one.slug: None for one in judged} if whole else ():
        there = {one.mutant.name for one in judged if one.slug == slug}
        for name in reasons.get(slug, {}):
            if name not in there:
                yield f"{slug}: there is no mutant {name!r} any more: remove its explanation"
