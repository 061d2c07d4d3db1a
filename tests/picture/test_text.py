"""The diagram in a terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest
from procession.engine.observation import Observation
from procession.picture import text
from procession.picture.diagram import Diagram
from procession.picture.draw import draw
from rich.cells import cell_len

Observed = Callable[..., Observation]


@pytest.mark.parametrize("signs", [text.UNICODE, text.ASCII])
def test_the_text_has_a_line_a_step(deadlock: Diagram, signs: text.Signs) -> None:
    """Every step with its words, both stuck lanes crossed, the broken guarantee last."""
    said = text.render(deadlock, signs, width=100)
    lines = said.splitlines()
    for mark in deadlock.marks:
        line = next(line for line in lines if line.startswith(f"{mark.step:>4}  "))
        assert mark.words in line
    assert any(line.split() == [signs.broken] * 2 for line in lines)
    assert all(place.words in " ".join(said.split()) for place in deadlock.places)
    assert lines[-1] == "broken: main <never> returned"


def test_the_text_tells_waiting_from_not_being_chosen(observed: Observed, tmp_path: Path) -> None:
    """A cell each for: could go on, can't, holds a lock, holds one and can't, not there."""
    seen = observed(
        [
            ("p1", "acquire", "sem#1", "Lock"),
            ("p2", "begin", "", None),
            ("main", "print", "terminal", 1),
            ("main", "print", "terminal", 1),
        ],
        blocked=[("p1", "recv", "pipe#1", 1, 3), ("p2", "acquire", "sem#1", 2, None)],
        children={"p1": {"begun": 0}, "p2": {"begun": 1}},
        ending="deadlocked",
    )
    lines = text.render(draw(seen, tmp_path, "")).splitlines()
    assert [line.split()[1:4] for line in lines if line[:4].strip().isdigit() and ":" not in line][-4:] == [
        ["│", "●", "gets"],
        ["│", "╏", "●"],
        ["●", "╏", "┊"],
        ["●", "┃", "┊"],
    ]


@pytest.mark.parametrize("width", [50, 80, 120])
def test_no_line_is_too_wide(deadlock: Diagram, passing: Diagram, width: int) -> None:
    """Whatever the width of the terminal."""
    for diagram in (deadlock, passing):
        assert max(cell_len(line) for line in text.render(diagram, width=width).splitlines()) <= width


@pytest.mark.parametrize("width", [50, 80])
def test_wide_characters_count_twice(observed: Observed, tmp_path: Path, width: int) -> None:
    """Chinese names and output are wrapped at the width of the terminal too."""
    seen = observed([("main", "file", "文件" * 40, None)] * 3, ending="deadlocked", reason="等待" * 60)
    assert (
        max(cell_len(line) for line in text.render(draw(seen, tmp_path, "题目" * 50), width=width).splitlines())
        <= width
    )


def test_the_text_is_free_of_control_characters(passing: Diagram) -> None:
    """What a program prints does not clear the reader's screen."""
    said = text.render(passing)
    assert "prints" in said
    assert "\x1b" not in said
    assert said.isascii() is False
    assert text.render(passing, text.ASCII).isascii()


def test_a_long_run_stays_short(observed: Observed, tmp_path: Path) -> None:
    """Ten thousand polls take one line."""
    diagram = draw(observed([("main", "poll", "pipe#1", None)] * 10_000), tmp_path, "a busy loop")
    assert "(9999 steps)" in text.render(diagram)
    assert len(text.render(diagram).splitlines()) < 20
