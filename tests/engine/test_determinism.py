"""The same schedule on the same program gives the same trace, byte for byte, a hundred times of a hundred."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from conftest import Program
from procession.engine.strategies.replay import Replay

METHODS = ("fork", "spawn", "forkserver")
PROGRAMS: list[tuple[str, tuple[Any, ...]]] = [
    ("printers", (False,)),
    ("lock_order", (False,)),
    ("pooled", ("map", [1, 2, 3])),
    ("pooled", ("manager", [1, 2, 3])),
]


def trace(seen: Any) -> bytes:
    """All that a run has shown, as bytes."""
    return msgspec.json.encode([seen.steps, seen.stdout, seen.ending, seen.calls, seen.schedule.picks])


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("name", "arguments"), PROGRAMS, ids=lambda value: str(value))
def test_a_hundred_traces_of_a_hundred(
    program: Callable[..., Program], name: str, arguments: tuple[Any, ...], method: str
) -> None:
    """By the strategy that found it and by its stored schedule, each in boxes of their own."""
    seen = program(name).run(*arguments, start_method=method, strategy="random", seed=5, terminal=True)
    made = program(name)
    traces = set()
    for number in range(100):
        again = Replay(seen.schedule) if number % 2 else "random"
        other = made.run(*arguments, start_method=method, strategy=again, seed=5, terminal=True)
        assert number % 2 == 0 or again.diverged is None
        traces.add(trace(other))
    assert traces == {trace(seen)}
