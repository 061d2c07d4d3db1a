"""CSV for Moodle: the grading worksheet of an assignment, or the gradebook's import; grade and feedback together.

With the worksheet as a class list its columns Grade and Feedback comments are filled, and the points are
scaled to its Maximum Grade. Without one, students stand by their folder's name as username. A grade that is
not final is left empty.
"""

import html
from collections.abc import Sequence

from procession.escaping import csv_cell, shorten
from procession.reports.common import by_student, number, total
from procession.reports.plain import feedback_text
from procession.reports.roster import Roster, ids_of
from procession.reports.spreadsheet import points, table
from procession.reports.view import View
from procession.results import ExerciseResult

_GRADE, _FEEDBACK, _MOST = "Grade", "Feedback comments", "Maximum Grade"
_MOST_FEEDBACK = 30_000
"""Characters; a spreadsheet's cell holds 32767."""


def render(found: Sequence[ExerciseResult], view: View, roster: Roster | None) -> str:
    """The table, a line a student."""
    columns = list(roster.columns) if roster else ["Username"]
    columns += [column for column in (_GRADE, _FEEDBACK) if column not in columns]
    rows = [[csv_cell(column) for column in columns]]
    for student, mine in by_student(found).items():
        results = list(mine.values())
        row = roster.row_of(student, *ids_of(results[0])) if roster else {"Username": student}
        if row is not None:
            filled = row | {_GRADE: _grade(results, row.get(_MOST, "")), _FEEDBACK: _feedback(results, view)}
            rows.append([filled[column] if column == _GRADE else csv_cell(filled[column]) for column in columns])
    return table(rows)


def _grade(results: Sequence[ExerciseResult], most: str) -> str:
    reached = points(results)
    try:
        scale = float(most.replace(",", "."))
    except ValueError:
        return reached
    maximum = total(results)[1]
    return number(round(float(reached) / maximum * scale, 5)) if reached and maximum else reached


def _feedback(results: Sequence[ExerciseResult], view: View) -> str:
    """Moodle shows the cell as HTML."""
    text = shorten(feedback_text(results, view), _MOST_FEEDBACK // 2)
    return "<pre>" + html.escape(text).replace("\n", "<br>") + "</pre>"
