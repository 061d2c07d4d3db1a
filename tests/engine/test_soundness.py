"""What only looks stuck is never called deadlocked: long work, slow children, data in flight, handlers, threads."""

from collections.abc import Callable
from typing import Any

import pytest
from busy import busy_processors
from conftest import PROGRAMS, SCHEDULES, Program

METHODS = ("fork", "spawn", "forkserver")
STRATEGIES = ("random", "priorities", "partial-order", "round-robin", "hand-over", "impatient", "first-come")
RUNS = 30
"""Of each case, on a busy machine, under each start method."""


def _cases() -> dict[str, Any]:
    namespace: dict[str, Any] = {}
    exec((PROGRAMS / "sound.py").read_text(encoding="utf-8"), namespace)
    return dict(namespace["CASES"])


CASES = _cases()


@pytest.mark.parametrize(("case", "expected"), CASES.items())
def test_what_only_looks_stuck_comes_to_its_end(program: Callable[..., Program], case: str, expected: Any) -> None:
    """Under all the schedules that programs of the engine's tests are run by."""
    sound = program("sound")
    for strategy, seed in SCHEDULES:
        seen = sound.run(case, strategy=strategy, seed=seed)
        assert (seen.ending, seen.outcome.value) == ("ended", expected), (strategy, seed, seen.waiting, seen.stderr)


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("method", METHODS)
def test_hundreds_of_runs_on_a_busy_machine(program: Callable[..., Program], method: str) -> None:
    """More than a thousand with those of the other start methods, by every strategy."""
    sound = program("sound")
    ended = 0
    with busy_processors():
        for number in range(RUNS):
            strategy, seed = STRATEGIES[number % len(STRATEGIES)], number
            for case, expected in CASES.items():
                seen = sound.run(case, strategy=strategy, seed=seed, start_method=method)
                assert (seen.ending, seen.outcome.value) == ("ended", expected), (case, strategy, seed, seen.waiting)
                ended += 1
    assert ended == RUNS * len(CASES)
