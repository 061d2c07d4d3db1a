"""The commands on a real terminal: keys are sent, and the screen is read as a person would."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest
from procession.student.course import Course
from student.conftest import solve

PATIENCE = 240
"""Seconds after which something that has not come never will."""


class Terminal:
    """A command on a terminal of its own, and the screen that it has drawn."""

    def __init__(self, folder: Path, *words: str, columns: int = 80, rows: int = 40) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        self.child = pexpect.spawn(
            sys.executable, ["-m", "procession", *words], cwd=str(folder), env=environment,
            dimensions=(rows, columns), encoding="utf-8", timeout=PATIENCE,
        )  # fmt: skip

    @property
    def text(self) -> str:
        """What is on the screen now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, *wanted: str, gone: str = "") -> str:
        """Read until all of this is on the screen (and `gone` is not); return the screen."""
        end = time.monotonic() + PATIENCE
        while not all(part in self.text for part in wanted) or (gone and gone in self.text):
            assert time.monotonic() < end, f"waited in vain for {wanted}:\n{self.text}"
            try:
                self.stream.feed(self.child.read_nonblocking(4096, timeout=1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                assert all(part in self.text for part in wanted), f"it has ended:\n{self.text}"
                break
        return self.text

    def ends(self) -> int | None:
        """Wait for the end of the command; its exit code."""
        while True:
            try:
                self.stream.feed(self.child.read_nonblocking(4096, timeout=PATIENCE))
            except pexpect.EOF:
                break
        self.child.wait()
        return self.child.exitstatus  # type: ignore[no-any-return]


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Terminals that are closed at the end, whatever happened."""
    opened: list[Terminal] = []
    yield opened
    for one in opened:
        one.child.close(force=True)


def test_an_evening_of_watching(course: Course, kit: Path, terminals: list[Terminal]) -> None:
    """Failing, a hint, half-written, right, explanation, the next exercise, quit."""
    watch = Terminal(course.root, "watch", "greeting")
    terminals.append(watch)
    watch.until("main returns a greeting that another process has made  [failed]", "q quit")
    watch.child.send("h")
    watch.until("greeting: hint 1 of 3")
    watch.child.send("e")
    watch.until("the explanation comes when greeting has passed")
    course.program("greeting").write_text("def main(name:\n", encoding="utf-8")
    watch.until("greeting.py is not Python", "q quit")
    solve(course, kit)
    watch.until("public checks passed; your instructor runs more", "1 of 2 passed", "q quit")
    watch.child.send("e")
    watch.until((kit / "exercises/greeting/explanation.md").read_text(encoding="utf-8").split()[-1].strip("."))
    watch.child.send("n")
    watch.until("tally\n", "q quit", gone="public checks passed; your instructor")
    watch.child.send("l")
    watch.until("✓ greeting")
    watch.child.send("q")
    assert watch.ends() == 0


def test_ctrl_c_ends_watching(course: Course, terminals: list[Terminal]) -> None:
    """In the middle of a check, with nothing left and the terminal as it was."""
    watch = Terminal(course.root, "watch", "greeting")
    terminals.append(watch)
    watch.until("checking greeting")
    watch.child.sendintr()
    assert watch.ends() in (0, 130)
    assert "Traceback" not in watch.text


def test_saving_another_exercise_goes_over_to_it(course: Course, kit: Path, terminals: list[Terminal]) -> None:
    """And what is saved in no exercise's folder changes nothing."""
    watch = Terminal(course.root, "watch", "greeting")
    terminals.append(watch)
    watch.until("[failed]", "q quit")
    (course.root / "notes.py").write_text("x = 1\n", encoding="utf-8")
    solve(course, kit, "tally")
    watch.until("tally\n", "public checks passed", "q quit")


def test_an_exercise_that_goes_away_does_not_end_watching(course: Course, kit: Path, terminals: list[Terminal]) -> None:
    """Moved, or on another branch: it is said, and what is saved next is checked."""
    watch = Terminal(course.root, "watch", "greeting")
    terminals.append(watch)
    watch.until("[failed]", "q quit")
    course.folder("greeting").rename(course.root.parent / "elsewhere")
    watch.child.send("r")
    watch.until("greeting is not in")
    solve(course, kit, "tally")
    watch.until("tally\n", "public checks passed", "q quit")


def test_stepping_by_keys(course: Course, terminals: list[Terminal]) -> None:
    """Arrows, digits, the ends; and the terminal is given back."""
    check = Terminal(course.root, "check", "greeting")
    terminals.append(check)
    assert check.ends() == 1
    assert "procession replay greeting" in check.text
    replay = Terminal(course.root, "replay", "greeting", rows=24)
    terminals.append(replay)
    replay.until("before the first step")
    replay.child.send("\x1b[C")
    replay.until("step 1 of", "imports the module")
    replay.child.send("\x1b[D")
    replay.until("before the first step")
    replay.child.send("\x1b[F")
    replay.until("ended", "main has returned")
    replay.child.send("q")
    assert replay.ends() == 0


@pytest.mark.parametrize(("answer", "code"), [("n\n", 1), ("y\n", 0)])
def test_reset_asks_first(course: Course, kit: Path, terminals: list[Terminal], answer: str, code: int) -> None:
    """No: all is as it was. Yes: as given out, and the copy is named."""
    solve(course, kit)
    work = course.program("greeting").read_bytes()
    reset = Terminal(course.root, "reset", "greeting")
    terminals.append(reset)
    reset.until("A copy of your work is kept")
    reset.child.send(answer)
    assert reset.ends() == code
    assert (course.program("greeting").read_bytes() == work) == (code == 1)
    assert ("your work is in" in reset.text) == (code == 0)


@pytest.mark.parametrize("columns", [80, 50])
def test_the_list_fits(course: Course, terminals: list[Terminal], columns: int) -> None:
    """No line of it is parted by the terminal."""
    listed = Terminal(course.root, "list", columns=columns, rows=24)
    terminals.append(listed)
    assert listed.ends() == 0
    assert len([line for line in listed.text.splitlines() if line.startswith("    ")]) == 2
    assert "next: procession watch greeting" in listed.text
