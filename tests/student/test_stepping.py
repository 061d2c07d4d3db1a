"""Stepping through a run: keys, and what is shown at each step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from procession.language import Language
from procession.student.stepping import Stepper
from rich.cells import cell_len


@pytest.fixture
def stepper(program: Callable[..., Any], tmp_path: Path) -> Stepper:
    """Through a deadlock: two processes with two locks in opposite orders."""
    one = program("lock_order")
    seen = one.run(False)
    assert seen.ending == "deadlocked"
    return Stepper(seen, tmp_path / "program0", "two locks", Language())


def _shown(stepper: Stepper, width: int = 80, height: int = 40) -> str:
    return "\n".join(text for text, _ in stepper.lines(width, height))


def test_forwards_and_backwards(stepper: Stepper) -> None:
    """Every step once; the ends are ends; a key that means nothing does nothing."""
    assert "before the first step" in _shown(stepper)
    seen = []
    for _ in range(stepper.length + 3):
        assert stepper.press(" ")
        seen.append(stepper.at)
    assert seen == [*range(1, stepper.length + 1), *[stepper.length] * 3]
    for _ in range(stepper.length + 3):
        stepper.press("k")
    assert stepper.at == 0
    stepper.press("x")
    assert stepper.at == 0
    assert not stepper.press("q")


def test_to_the_next_step_of_a_process(stepper: Stepper) -> None:
    """A digit goes on until that process has done something; where it does no more, nothing happens."""
    stepper.press("2")
    assert stepper.seen.steps[stepper.at - 1].thread == stepper.threads[1]
    stepper.press("G")
    stepper.press("2")
    assert stepper.at == stepper.length
    stepper.press("9")
    assert stepper.at == stepper.length


def test_the_end_says_why_nobody_can_go_on(stepper: Stepper) -> None:
    """Each process with what it waits for, in its lane and below."""
    stepper.press("G")
    shown = _shown(stepper)
    assert f"step {stepper.length} of {stepper.length}" in shown
    assert "deadlocked" in shown
    assert shown.count("waits for lock") >= 2
    assert " ".join(shown.split()).count("holds it and is stuck too") == 2


def test_the_program_stands_beside_it(stepper: Stepper) -> None:
    """The line that runs is marked, with the numbers of the processes that are there."""
    while not any(text.strip().startswith("2 ▶") for text, _ in stepper.lines(80, 40)):
        before = stepper.at
        stepper.press("2")
        assert stepper.at > before
    marked = next(text for text, _ in stepper.lines(80, 40) if text.strip().startswith("2 ▶"))
    spot = stepper.seen.steps[stepper.at - 1].spot
    assert spot is not None
    assert f" {spot.line} " in marked


@pytest.mark.parametrize(("width", "height"), [(80, 24), (50, 20), (30, 16)])
def test_it_fits_the_screen(stepper: Stepper, width: int, height: int) -> None:
    """At every step but the last, which may need more lines for its reasons."""
    for at in range(stepper.length):
        stepper.at = at
        shown = stepper.lines(width, height)
        assert max(cell_len(text) for text, _ in shown) <= width
        assert len(shown) <= height
        assert any("q quit" in text for text, _ in shown)
