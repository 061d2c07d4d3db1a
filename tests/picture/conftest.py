"""Runs to draw: real ones, and ones made up for a test."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import PROGRAMS, Program
from procession.engine.observation import Blocked, Observation, ProcessRecord, Schedule, Step
from procession.picture.diagram import Diagram
from procession.picture.draw import draw


@pytest.fixture
def deadlock(program: Callable[..., Program]) -> Diagram:
    """Each of the two processes holds one lock and waits for the other's."""
    made = program("crossing")
    seen = next(seen for seed in range(50) if (seen := made.run(seed=seed, strategy="random")).ending == "deadlocked")
    return draw(seen, PROGRAMS, "a deadlock", "main <never> returned")


@pytest.fixture
def passing(program: Callable[..., Program]) -> Diagram:
    """The calmest schedule of the same program ends."""
    seen = program("crossing").run(strategy="first-come", terminal=True)
    assert seen.ending == "ended"
    return draw(seen, PROGRAMS, "a passing run")


def _process(name: str, begun: int, **more: Any) -> ProcessRecord:
    told = {
        "id": name, "label": f"child-{name}", "target": "", "kind": "Process", "parent": "main", "daemon": False,
        "begun": begun, "ended": None, "status": None, "alive_at_return": False, "reaped_at_return": True,
        "idle_at_return": False,
    }  # fmt: skip
    return ProcessRecord(**(told | more))


def _observed(
    steps: list[tuple[Any, ...]],
    blocked: list[tuple[Any, ...]] | None = None,
    children: dict[str, dict[str, Any]] | None = None,
    **more: Any,
) -> Observation:
    """An observation of steps (thread, op, key, detail, ...), of blocked threads (thread, op, key, begun, ended)."""
    made = []
    for index, (thread, op, key, detail, *rest) in enumerate(steps):
        spot, fired, far = (*rest, *(None, False, False)[len(rest) :])
        made.append(Step(index, thread, op, key, detail, spot, fired, far))
    told: dict[str, Any] = {
        "ending": "ended", "phase": "exit", "outcomes": (), "calls": (), "written": (), "stdout": "", "stderr": "",
        "queue_uses": (), "waiting": (), "reason": "", "leftovers": (), "root_status": 0, "peak_processes": 1,
        "held_together": 0, "virtual_seconds": 0.0, "schedule": Schedule("replay", 0, (), ()), "mode": "controlled",
        "box": "bare", "start_method": "fork",
    }  # fmt: skip
    return Observation(
        **(told | more),
        processes=tuple(_process(name, **about) for name, about in (children or {}).items()),
        steps=tuple(made),
        blocked=tuple(Blocked(who, op, key, None, begun, ended) for who, op, key, begun, ended in blocked or ()),
    )


@pytest.fixture
def observed() -> Callable[..., Observation]:
    """Make up an observation; see `_observed`."""
    return _observed
