"""How far a long command is, and how long it will still take."""

import io

import pytest
from procession.cli.progress import progress, time_left
from rich.console import Console


@pytest.mark.parametrize(
    ("passed", "done", "total", "said"),
    [(10, 1, 3, "about 20 s left"), (60, 5, 10, "about 60 s left"), (600, 10, 40, "about 30 min left"),
     (3600, 10, 40, "about 3.0 h left"), (5, 4, 4, "about 0 s left")],
)  # fmt: skip
def test_time_left(passed: float, done: int, total: int, said: str) -> None:
    """As if the rest went as fast as what is done."""
    assert time_left(passed, done, total) == said


def test_where_there_is_no_terminal_a_line_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, so that no output is mixed with it."""
    times = iter([0.0, 0.0, 30.0, 61.0, 80.0, 130.0])
    with progress(Console(file=io.StringIO()), 4, lambda: next(times)) as advance:
        for student in ("ada", "bob", "cleo", "dan"):
            advance(student)
    said = capsys.readouterr()
    assert said.err.splitlines() == ["judged 2 of 4, about 61 s left", "judged 4 of 4, about 0 s left"]
    assert said.out == ""
