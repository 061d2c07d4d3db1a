"""course.toml: how an instructor makes grades of points. Every part may be missing.

timezone = "Europe/Berlin"        # of dates that name none; UTC without it
due = 2026-11-20T18:00:00         # of all exercises; a date alone means its last second

[exercises.hung_consumer]         # of one
due = 2026-11-27
weight = 20                       # what it counts; without it, its own points

[late]
per_day = 0.1                     # for each day begun, this share of the points is lost...
# steps = [{days = 1, lose = 0.1}, {days = 7, lose = 0.5}]      # ...or as much as the last step that was reached says
most = 0.5                        # never more than that
grace_minutes = 30                # so much late is not late
unknown_days = 1                  # when a platform says that it is late, and not how much
none_after_days = 14              # after that it counts nothing

[attempts]
free = 3
lose = 0.05                       # for each further one

[totals]
drop_lowest = 1
out_of = 100                      # without it, the sum of what is counted
round_to = 0.5
round = "nearest"                 # or "up", "down"

[students."Ada Lovelace"]         # as in the results
extra_days = 3
excused = ["pool_size"]
submitted = {hung_consumer = 2026-11-28T09:30:00}               # where the submissions don't say it
"""

import tomllib
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from procession.engine.errors import SubmissionError

NAME = "course.toml"

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Positive = Annotated[float, msgspec.Meta(gt=0, le=1e6)]
NotNegative = Annotated[float, msgspec.Meta(ge=0, le=1e6)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1000)]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class OfExercise(_Table, frozen=True):
    """What holds for one exercise."""

    due: datetime | None = None
    weight: NotNegative | None = None


class Step(_Table, frozen=True):
    """From so many days on, so much is lost."""

    days: NotNegative
    lose: Share


class Late(_Table, frozen=True):
    """What being late costs, as a share of the points."""

    per_day: Share = 0.0
    steps: list[Step] = []
    most: Share = 1.0
    grace_minutes: NotNegative = 0.0
    unknown_days: NotNegative = 1.0
    none_after_days: NotNegative | None = None


class Attempts(_Table, frozen=True):
    """What many attempts cost."""

    free: Count = 1000
    lose: Share = 0.0


class Totals(_Table, frozen=True):
    """How a grade is made of what the exercises count."""

    drop_lowest: Count = 0
    out_of: Positive | None = None
    round_to: Positive | None = None
    round: Literal["nearest", "up", "down"] = "nearest"


class OfStudent(_Table, frozen=True):
    """What holds for one student."""

    extra_days: NotNegative = 0.0
    excused: list[str] = []
    submitted: dict[str, datetime] = {}


class CourseFile(_Table, frozen=True):
    """course.toml."""

    timezone: str = "UTC"
    due: datetime | None = None
    exercises: dict[str, OfExercise] = {}
    late: Late = Late()
    attempts: Attempts = Attempts()
    totals: Totals = Totals()
    students: dict[str, OfStudent] = {}

    def due_for(self, exercise: str) -> datetime | None:
        """When an exercise is due, without what a student has been given on top."""
        own = self.exercises.get(exercise)
        return (own.due if own else None) or self.due


def read_course_file(path: Path, exercises: list[str] | None = None) -> CourseFile:
    """Parse a course file; SubmissionError, with its name and what to mend, when it is missing or wrong.

    `exercises`, if given, are those that there are: a name that is none of them is most likely misspelt.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise SubmissionError(f"{path} is no TOML file: {error}") from None
    zone = _zone(path, found.get("timezone", "UTC"))
    try:
        course = msgspec.convert(_with_times(found, zone), CourseFile)
    except msgspec.ValidationError as error:
        raise SubmissionError(f"{path}: {error}") from None
    _check(path, course, exercises)
    return course


def find_course_file(submissions: Path) -> Path | None:
    """The course file beside a folder (or archive) of submissions, if there is one. In it students could put their own."""
    path = submissions.resolve().parent / NAME
    return path if path.is_file() else None


def _zone(path: Path, name: Any) -> tzinfo:
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # looks for its database when it is imported

    try:
        return ZoneInfo(name)
    except Exception:  # whatever a name or a missing database makes of it
        raise SubmissionError(
            f"{path}: timezone {name!r} is not known here; use a name such as Europe/Berlin"
        ) from None


def _with_times(value: Any, zone: tzinfo) -> Any:
    """Dates as the last second of the day, and times without an offset in the course's zone."""
    if isinstance(value, dict):
        return {key: _with_times(item, zone) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_times(item, zone) for item in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time(23, 59, 59))
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=zone)
    return value


def _check(path: Path, course: CourseFile, exercises: list[str] | None) -> None:
    days = [step.days for step in course.late.steps]
    loses = [step.lose for step in course.late.steps]
    if course.late.steps and course.late.per_day:
        raise SubmissionError(f"{path}: late has both per_day and steps; leave one of them away")
    if days != sorted(set(days)) or loses != sorted(loses):
        raise SubmissionError(f"{path}: late.steps must be in order, each later than the one before and not cheaper")
    weights = {slug: one.weight for slug, one in course.exercises.items()}
    if exercises is not None and all(weights.get(slug) == 0 for slug in exercises):
        raise SubmissionError(f"{path}: every exercise has weight 0; give one of them another")
    if exercises is None:
        return
    named = {f"exercises.{slug}": slug for slug in course.exercises}
    for student, own in course.students.items():
        named |= {f"students.{student}.excused": slug for slug in own.excused if slug not in exercises}
        named |= {f"students.{student}.submitted": slug for slug in own.submitted if slug not in exercises}
    for where, slug in named.items():
        if slug not in exercises:
            raise SubmissionError(
                f"{path}: {where}: there is no exercise called {slug!r}; there are: {', '.join(exercises)}"
            )
