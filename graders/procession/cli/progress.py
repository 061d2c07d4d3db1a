"""How far a long command is, and how long it will still take."""

import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

_EVERY = 60.0
"""Seconds between two lines where there is no terminal."""


class progress:
    """A bar on a terminal, a line a minute elsewhere (on standard error); entering gives the function that advances it."""

    def __init__(self, console: Console, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        left = TextColumn("{task.fields[left]}")
        self._console = console
        self._bar = Progress(*columns, left, console=console, transient=True, disable=not console.is_terminal)
        self._clock = clock
        self._begun = self._said = clock()
        self._done = 0
        self.total = total

    def __enter__(self) -> Callable[[str], None]:
        self._bar.start()
        self._task = self._bar.add_task("judging", total=self.total, left="")
        self._begun = self._said = self._clock()
        return self._advance

    def __exit__(self, *exc: object) -> None:
        self._bar.stop()

    def _advance(self, what: str) -> None:
        self._done += 1
        now = self._clock()
        left = time_left(now - self._begun, self._done, self.total)
        self._bar.update(self._task, advance=1, description=what[:40], left=left)
        if not self._console.is_terminal and now - self._said >= _EVERY:
            self._said = now
            Console(stderr=True, highlight=False).print(f"judged {self._done} of {self.total}, {left}", markup=False)


def time_left(passed: float, done: int, total: int) -> str:
    """How long the rest will take if it goes on as it went until now."""
    seconds = passed / done * (total - done)
    if seconds < 90:
        return f"about {seconds:.0f} s left"
    minutes = round(seconds / 60)
    return f"about {minutes} min left" if minutes < 90 else f"about {minutes / 60:.1f} h left"
