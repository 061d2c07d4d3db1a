"""The table of a class on a terminal."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from procession.escaping import clean
from procession.reports.common import by_student, number
from procession.results import ExerciseResult

SIDE_BY_SIDE = 6
"""Exercises that have a column of their own."""


def class_table(found: Sequence[ExerciseResult], slugs: Sequence[str]) -> Table:
    """One row a student, one column an exercise: points and what went wrong.

    Of more exercises than fit side by side, how many were solved wholly, in part or not.
    """
    table = Table(title="Grades", caption="points of each exercise; ! = the kit failed, score not final")
    table.add_column("student", no_wrap=True)
    few = len(slugs) <= SIDE_BY_SIDE
    for name in slugs if few else ("solved", "in part", "not", "not run"):
        table.add_column(name, justify="right")
    table.add_column("total", justify="right", style="bold")
    for student, mine in by_student(found).items():
        cells = [_cell(mine.get(slug)) for slug in slugs] if few else _counts(list(mine.values()))
        total = sum(result.score for result in mine.values())
        maximum = sum(result.max_score for result in mine.values())
        table.add_row(Text(clean(student)), *cells, f"{number(total)}/{number(maximum)}")
    return table


def _counts(mine: Sequence[ExerciseResult]) -> list[Text]:
    """How many exercises were solved, in part, not at all, and could not be run."""
    counts = [0, 0, 0, 0]
    for result in mine:
        ran = any(check.verdict != "not run" for check in result.checks)
        whole = result.score >= result.max_score
        counts[3 if not ran else 0 if whole else 1 if result.score else 2] += 1
    mark = " !" if any(result.had_error for result in mine) else ""
    return [Text(f"{count}{mark if not place else ''}") for place, count in enumerate(counts)]


def _cell(result: ExerciseResult | None) -> Text:
    if result is None:
        return Text("–")
    verdicts = {check.verdict for check in result.checks if check.verdict != "passed"}
    text = f"{number(result.score)}/{number(result.max_score)}"
    if result.had_error:
        return Text(f"{text} !", style="magenta")
    if not verdicts:
        return Text(text, style="green")
    if verdicts == {"not run"}:
        return Text(f"{number(result.score)} not run", style="dim")
    worst = next(v for v in ("deadlocked", "timed out", "crashed", "failed", "not run") if v in verdicts)
    return Text(f"{text} {worst}", style="yellow" if result.score else "red")
