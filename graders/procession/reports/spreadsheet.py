"""The class as a table: a line a student, points of each exercise, total, maximum."""

import csv
import io
from collections.abc import Iterable, Sequence

from procession.escaping import csv_cell
from procession.reports.common import by_student, number, total
from procession.results import ExerciseResult


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV. Cells with text from outside must have been through `csv_cell`."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def points(mine: Sequence[ExerciseResult]) -> str:
    """What is reached in some exercises; empty where there is none, or where a score is not final."""
    return "" if not mine or any(one.had_error for one in mine) else number(total(mine)[0])


def grades_csv(found: Sequence[ExerciseResult], slugs: Sequence[str]) -> str:
    """A line a student. A score that is not final, by the grader's own fault, is left empty: it is no zero."""
    rows = [["student", *slugs, "total", "max"]]
    for student, mine in by_student(found).items():
        scores = [points([mine[slug]]) if slug in mine else "" for slug in slugs]
        every = list(mine.values())
        rows.append([csv_cell(student), *scores, points(every), number(total(every)[1])])
    return table(rows)
