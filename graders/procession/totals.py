"""Grades made of points, by the rules of a course file; each step in a sentence that a student can check.

Nothing is graded again: all of it is computed from a results file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from procession.course_file import CourseFile, OfStudent, Totals
from procession.results import ExerciseResult

_ROUNDING = {"nearest": ROUND_HALF_UP, "up": ROUND_CEILING, "down": ROUND_FLOOR}
_DAY = timedelta(days=1)


@dataclass
class Counted:
    """What one exercise counts."""

    exercise: str
    share: float
    """Of what it can count, from 0 to 1, after all that is lost."""
    weight: float
    said: list[str] = field(default_factory=list)
    """How that came about."""
    dropped: bool = False

    @property
    def counts(self) -> float:
        """What it adds to the total."""
        return self.share * self.weight


@dataclass
class Grade:
    """A student's grade."""

    student: str
    total: float
    maximum: float
    counted: list[Counted]
    said: list[str]
    """How the total was made of what is counted."""
    final: bool = True
    """False while the kit itself has failed somewhere, which costs nobody a point in the end."""


def grades_of(found: Sequence[ExerciseResult], course: CourseFile) -> list[Grade]:
    """Everybody's grade, in the order of the results."""
    students: dict[str, list[ExerciseResult]] = {}
    for result in found:
        students.setdefault(result.student, []).append(result)
    return [grade_student(student, mine, course) for student, mine in students.items()]


def grade_student(student: str, found: Sequence[ExerciseResult], course: CourseFile) -> Grade:
    """The grade that a student has with these results."""
    own = course.students.get(student, OfStudent())
    counted = [_count(result, course, own) for result in found if result.exercise not in own.excused]
    said = [f"{slug}: excused, not counted" for slug in own.excused if slug in {result.exercise for result in found}]
    said += _drop(counted, course.totals.drop_lowest)
    kept = [one for one in counted if not one.dropped]
    total = sum(one.counts for one in kept)
    maximum = sum(one.weight for one in kept)
    said.append(f"sum: {' + '.join(number(one.counts) for one in kept) or '0'} = {number(total)} of {number(maximum)}")
    total, maximum = _scaled(total, maximum, course.totals, said)
    return Grade(student, total, maximum, counted, said, not any(result.had_error for result in found))


def lateness(result: ExerciseResult, course: CourseFile, own: OfStudent) -> tuple[timedelta | None, str]:
    """How late a submission was, and in words; None when it is only known that it was."""
    due = course.due_for(result.exercise)
    given = own.submitted.get(result.exercise)
    submitted = given or (datetime.fromisoformat(result.submitted) if result.submitted else None)
    if due is not None and submitted is not None:
        extended = due + own.extra_days * _DAY
        extra = f" and {number(own.extra_days)} days more for this student" if own.extra_days else ""
        said = f"handed in {_moment(submitted, extended)}, due {_moment(due, due)}{extra}"
        return max(submitted.astimezone(UTC) - extended.astimezone(UTC), timedelta()), said
    if result.late and given is None:
        return None, "marked as late, by how much is not known"
    return timedelta(), "" if due is None else "when it was handed in is not known, so taken as in time"


def _count(result: ExerciseResult, course: CourseFile, own: OfStudent) -> Counted:
    rules = course.exercises.get(result.exercise)
    weight = rules.weight if rules and rules.weight is not None else result.max_score
    share = result.score / result.max_score if result.max_score else 0.0
    points = f"{number(result.score)} of {number(result.max_score)} points"
    if result.had_error:
        points += " so far (the kit failed in a check, so this is not final)"
    said = [points]
    kept = 1.0
    if share:
        kept = _after_lateness(result, course, own, said) * _after_attempts(result, course, said)
    counted = Counted(result.exercise, share * kept, weight, said)
    if kept != 1.0 or weight != result.max_score:
        said.append(f"counts {number(counted.counts)} of {number(weight)}")
    return counted


def _after_lateness(result: ExerciseResult, course: CourseFile, own: OfStudent, said: list[str]) -> float:
    """The share that is kept."""
    late, words = lateness(result, course, own)
    rules = course.late
    if words:
        said.append(words)
    if late is None:
        days = max(rules.unknown_days - own.extra_days, 0.0)
        how = f"counted as {number(days)} days late"
    elif not late:
        if words.startswith("handed in"):
            said.append("in time")
        return 1.0
    elif late <= timedelta(minutes=rules.grace_minutes):
        said.append(f"{_span(late)} late, within the {number(rules.grace_minutes)} minutes of grace")
        return 1.0
    else:
        days = late / _DAY
        how = f"{_span(late)} late"
    if rules.none_after_days is not None and days > rules.none_after_days:
        said.append(f"{how}: after {number(rules.none_after_days)} days nothing is counted")
        return 0.0
    lost, why = _lost(days, course)
    if lost > rules.most:
        lost, why = rules.most, f"{why}, but never more than {_percent(rules.most)}"
    said.append(f"{how}: {why}, so {_percent(lost)} is lost" if why else f"{how}: nothing is lost for that")
    return 1.0 - lost


def _lost(days: float, course: CourseFile) -> tuple[float, str]:
    rules = course.late
    if rules.steps:
        reached = [step for step in rules.steps if days >= step.days]
        if not reached:
            return 0.0, ""
        return reached[-1].lose, f"from {number(reached[-1].days)} days on {_percent(reached[-1].lose)}"
    begun = -int(-round(days, 9) // 1)
    if not rules.per_day or not begun:
        return 0.0, ""
    return begun * rules.per_day, f"{begun} {'day' if begun == 1 else 'days'} begun at {_percent(rules.per_day)} each"


def _after_attempts(result: ExerciseResult, course: CourseFile, said: list[str]) -> float:
    over = result.attempt - course.attempts.free
    if over <= 0 or not course.attempts.lose:
        return 1.0
    lost = min(over * course.attempts.lose, 1.0)
    said.append(
        f"attempt {result.attempt}, of which {course.attempts.free} are free: "
        f"{over} more at {_percent(course.attempts.lose)} each, so {_percent(lost)} is lost"
    )
    return 1.0 - lost


def _drop(counted: Sequence[Counted], most: int) -> list[str]:
    """Leave the lowest shares out; of equal ones the later exercise. One is always counted."""
    order = sorted(range(len(counted)), key=lambda index: (round(counted[index].share, 9), -index))
    dropped = [counted[index] for index in order[: min(most, max(len(counted) - 1, 0))]]
    for one in dropped:
        one.dropped = True
    return [
        f"{one.exercise}: one of the {most} lowest ({_percent(one.share)}), left out"
        if most > 1
        else f"{one.exercise}: the lowest ({_percent(one.share)}), left out"
        for one in counted
        if one.dropped
    ]


def _scaled(total: float, maximum: float, rules: Totals, said: list[str]) -> tuple[float, float]:
    if rules.out_of is not None:
        scaled = total / maximum * rules.out_of if maximum else 0.0
        said.append(
            f"out of {number(rules.out_of)}: {number(total)} / {number(maximum)} × {number(rules.out_of)} = {number(scaled)}"
        )
        total, maximum = scaled, rules.out_of
    if rules.round_to is not None:
        rounded = _rounded(total, rules.round_to, rules.round)
        way = {"nearest": "to the nearest", "up": "up to a", "down": "down to a"}[rules.round]
        said.append(f"rounded {way} multiple of {number(rules.round_to)}: {number(rounded)}")
        total = rounded
    return round(total, 6), round(maximum, 6)


def _rounded(value: float, step: float, way: str) -> float:
    """A multiple of `step`, as on paper: a half goes up, and 0.1 is a tenth."""
    unit = Decimal(repr(step))
    steps = (Decimal(repr(round(value, 9))) / unit).quantize(Decimal(1), rounding=_ROUNDING[way])
    return float(steps * unit)


def number(value: float) -> str:
    """A number with at most four digits after the point, and no needless zeros."""
    return f"{round(value, 4):.4f}".rstrip("0").rstrip(".")


def _percent(share: float) -> str:
    return f"{number(share * 100)} %"


def _moment(moment: datetime, like: datetime) -> str:
    return moment.astimezone(like.tzinfo).strftime("%Y-%m-%d %H:%M:%S %Z")


def _span(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    words = [f"{count} {name}{'s' if count > 1 else ''}" for count, name in parts if count]
    return " ".join(words[:2]) or f"{seconds} s"
