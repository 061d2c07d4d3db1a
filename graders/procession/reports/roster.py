"""A class list as a platform gives it out (CSV), and who in it is which student of the results.

Canvas: the gradebook's export. Moodle: a grading worksheet, or the gradebook's export. nbgrader: any table
with names. A student is found by whatever the folder was called: login, number, address or name.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from procession.engine.errors import SubmissionError
from procession.results import ExerciseResult

_IDENTITY = (
    "sis login id", "sis user id", "id", "integration id", "student", "username", "user name", "login", "email address",
    "email", "id number", "idnumber", "identifier", "full name", "name", "student_id", "student id", "github_username",
)  # fmt: skip


@dataclass
class Roster:
    """The rows of a class list, by any of the names that it has for a student."""

    columns: list[str]
    rows: list[dict[str, str]]
    unmatched: list[str] = field(default_factory=list)
    """Students of the results who are not in it, or twice."""

    def row_of(self, student: str, *others: str) -> dict[str, str] | None:
        """The row of a student who has one of these names; None, and noted, if there is none or more than one."""
        for name in (student, *others):
            found = [row for row in self.rows if name and _same(name) in _names(row)]
            if len(found) == 1:
                return found[0]
        self.unmatched.append(student)
        return None


def read_roster(path: Path) -> Roster:
    """Read a class list; SubmissionError when it is none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SubmissionError(f"{path} is not UTF-8: save it as CSV (UTF-8)") from None
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text.split("\n")[0], ",;\t")
    except csv.Error:
        dialect = csv.excel
    reader = csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)
    columns = [column.strip() for column in reader.fieldnames or []]
    reader.fieldnames = columns
    if not {column.lower() for column in columns} & set(_IDENTITY):
        raise SubmissionError(f"{path} has no column that names students, as Student, Username, Email address or ID")
    return Roster(columns, [{key: row.get(key) or "" for key in columns} for row in reader])


def ids_of(result: ExerciseResult) -> tuple[str, ...]:
    """What else than the name the results know of who a student is."""
    return tuple(filter(None, (str(getattr(result, "student_id", "")),)))


def _names(row: dict[str, str]) -> Iterable[str]:
    return {_same(value) for key, value in row.items() if key.lower() in _IDENTITY and value.strip()}


def _same(name: str) -> str:
    return name.strip().casefold()
