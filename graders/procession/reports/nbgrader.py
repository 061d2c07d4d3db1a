"""CSV with the columns of nbgrader's own export: a line for each student and exercise.

A score that is not final is left empty.
"""

from collections.abc import Sequence

from procession.escaping import csv_cell
from procession.reports.common import number
from procession.reports.roster import Roster, ids_of
from procession.reports.spreadsheet import points, table
from procession.results import ExerciseResult

_COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def render(found: Sequence[ExerciseResult], roster: Roster | None, due: str = "") -> str:
    """The table; `due` is the due date as it is to stand there."""
    rows: list[list[str]] = [list(_COLUMNS)]
    known: dict[str, dict[str, str]] = {}
    for result in found:
        if roster and result.student not in known:
            known[result.student] = roster.row_of(result.student, *ids_of(result)) or {}
        about = {key.lower().replace(" ", "_"): value for key, value in known.get(result.student, {}).items()}
        handed_in = str(getattr(result, "submitted", "") or "")
        person = [
            about.get("last_name", ""),
            about.get("first_name", ""),
            about.get("email", about.get("email_address", "")),
        ]
        score = points([result])
        head = [result.exercise, due, handed_in, about.get("student_id", "") or result.student, *person]
        penalty = "0" if score else ""
        rows.append([*map(csv_cell, head), score, penalty, score, number(result.max_score)])
    return table(rows)
