"""A bar that shows how far a long command is."""

from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class progress:
    """A bar on a terminal, nothing elsewhere; entering gives the function that advances it."""

    def __init__(self, console: Console, total: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self.total = total

    def __enter__(self) -> Callable[[str], None]:
        self._bar.start()
        task = self._bar.add_task("judging", total=self.total)
        return lambda what: self._bar.update(task, advance=1, description=what[:40])

    def __exit__(self, *exc: object) -> None:
        self._bar.stop()
