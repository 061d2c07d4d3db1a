"""Figures of a class."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from procession.reports.common import by_student, exercises_of, not_run, total
from procession.results import ExerciseResult

BINS = 10


@dataclass(frozen=True)
class Bin:
    """How many students reached a part of all points, in percent from `low` to `high`."""

    low: int
    high: int
    students: int


@dataclass(frozen=True)
class ExerciseFigures:
    """How an exercise went: numbers of students, and their mean part of its points."""

    exercise: str
    whole: int
    part: int
    nothing: int
    not_run: int
    errors: int
    mean: float | None
    """Of those whose work was judged, between 0 and 1."""


@dataclass(frozen=True)
class ClassFigures:
    """The class as a whole; who met a grader error is left out of means and bins."""

    students: int
    not_final: int
    mean: float | None
    median: float | None
    bins: list[Bin]
    exercises: list[ExerciseFigures]


def figures(found: Sequence[ExerciseResult]) -> ClassFigures:
    """Count."""
    grouped = by_student(found)
    final = [list(mine.values()) for mine in grouped.values() if not any(one.had_error for one in mine.values())]
    parts = [reached / most for reached, most in map(total, final) if most]
    counts = [0] * BINS
    for part in parts:
        counts[min(BINS - 1, int(part * BINS + 1e-9))] += 1
    width = 100 // BINS
    return ClassFigures(
        students=len(grouped),
        not_final=len(grouped) - len(final),
        mean=fmean(parts) if parts else None,
        median=median(parts) if parts else None,
        bins=[Bin(number * width, (number + 1) * width, count) for number, count in enumerate(counts)],
        exercises=[_of_exercise(slug, [one for one in found if one.exercise == slug]) for slug in exercises_of(found)],
    )


def _of_exercise(slug: str, found: Sequence[ExerciseResult]) -> ExerciseFigures:
    missing = [one for one in found if not_run(one)]
    errors = [one for one in found if one.had_error]
    judged = [one for one in found if not not_run(one) and not one.had_error]
    whole = sum(one.score >= one.max_score for one in judged)
    part = sum(0 < one.score < one.max_score for one in judged)
    parts = [one.score / one.max_score for one in judged if one.max_score]
    return ExerciseFigures(
        slug, whole, part, len(judged) - whole - part, len(missing), len(errors), fmean(parts) if parts else None
    )
