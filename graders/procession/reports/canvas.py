"""CSV for Canvas: Grades, Import. One column an exercise, or one for all.

With the gradebook's own export as a class list, columns of the same name are filled (Canvas writes them as
`name (number)`). Without one, students stand by their folder's name as login. What is not final is left empty,
which leaves the grade in Canvas as it is.
"""

from collections.abc import Mapping, Sequence

from procession.escaping import csv_cell
from procession.reports.common import by_student, exercises_of, number, total
from procession.reports.roster import Roster, ids_of
from procession.reports.spreadsheet import points, table
from procession.results import ExerciseResult

_FIXED = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POSSIBLE = "    Points Possible"


def render(found: Sequence[ExerciseResult], roster: Roster | None, assignment: str = "") -> str:
    """The table; all exercises together as `assignment`, if it is given."""
    groups = {assignment: exercises_of(found)} if assignment else {slug: [slug] for slug in exercises_of(found)}
    columns = [_column(name, roster) for name in groups]
    students = by_student(found)
    most = [max(_most(mine, slugs) for mine in students.values()) for slugs in groups.values()]
    rows = [[*_FIXED, *map(csv_cell, columns)], [_POSSIBLE, "", "", "", "", *map(number, most)]]
    for student, mine in students.items():
        who = _who(student, next(iter(mine.values())), roster)
        if who is not None:
            scores = [points([mine[slug] for slug in slugs if slug in mine]) for slugs in groups.values()]
            rows.append([*map(csv_cell, who), *scores])
    return table(rows)


def _most(mine: Mapping[str, ExerciseResult], slugs: Sequence[str]) -> float:
    return total([mine[slug] for slug in slugs if slug in mine])[1]


def _column(name: str, roster: Roster | None) -> str:
    """The column of this name in the gradebook, where it has a number; else the name."""
    known = roster.columns if roster else []
    return next((column for column in known if column == name or column.startswith(f"{name} (")), name)


def _who(student: str, result: ExerciseResult, roster: Roster | None) -> list[str] | None:
    if roster is None:
        return [student, "", "", student, ""]
    row = roster.row_of(student, *ids_of(result))
    return None if row is None else [row.get(column, "") for column in _FIXED]
