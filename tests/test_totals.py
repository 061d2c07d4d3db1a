"""Totals by a course's rules: the numbers, and the sentences that explain them."""

from pathlib import Path

import msgspec
import pytest
from procession.cli.gradebook import explanation, write_totals
from procession.course_file import CourseFile, read_course_file
from procession.results import CheckResult, ExerciseResult
from procession.totals import Grade, grade_student, grades_of, number

DUE = "due = 2026-11-20T12:00:00Z\n"


def _course(folder: Path, text: str) -> CourseFile:
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return read_course_file(folder / "course.toml")


def _result(exercise: str, score: float, most: float = 10, **more: object) -> ExerciseResult:
    return msgspec.structs.replace(ExerciseResult("ada", exercise, score, most, "controlled", []), **more)


def _grade(folder: Path, text: str, *found: ExerciseResult) -> Grade:
    return grade_student("ada", found, _course(folder, text))


def test_without_rules_points_are_points(tmp_path: Path) -> None:
    """And nothing is said but the sum."""
    grade = _grade(tmp_path, "", _result("a", 7), _result("b", 2.5, 5))
    assert (grade.total, grade.maximum, grade.said) == (9.5, 15, ["sum: 7 + 2.5 = 9.5 of 15"])


@pytest.mark.parametrize(
    ("submitted", "rules", "total", "said"),
    [
        ("2026-11-20T12:00:00+00:00", "per_day = 0.1", 10, "in time"),
        ("2026-11-20T13:00:00+01:00", "per_day = 0.1", 10, "in time"),
        ("2026-11-20T12:00:01+00:00", "per_day = 0.1", 9, "1 s late: 1 day begun at 10 % each, so 10 % is lost"),
        ("2026-11-21T12:00:00+00:00", "per_day = 0.1", 9, "1 day late: 1 day begun at 10 % each"),
        ("2026-11-21T12:00:01+00:00", "per_day = 0.1", 8, "2 days begun at 10 % each, so 20 % is lost"),
        ("2026-11-20T12:29:00+00:00", "per_day = 0.1\ngrace_minutes = 30", 10, "29 minutes late, within the 30 minutes of grace"),
        ("2026-11-20T12:31:00+00:00", "per_day = 0.1\ngrace_minutes = 30", 9, "31 minutes late"),
        ("2026-12-10T12:00:00+00:00", "per_day = 0.1\nmost = 0.5", 5, "but never more than 50 %, so 50 % is lost"),
        ("2026-12-10T12:00:00+00:00", "per_day = 0.2", 0, "but never more than 100 %, so 100 % is lost"),
        ("2026-12-10T12:00:00+00:00", "none_after_days = 14", 0, "20 days late: after 14 days nothing is counted"),
        ("2026-11-22T12:00:00+00:00", "steps = [{days = 1, lose = 0.1}, {days = 7, lose = 0.5}]", 9, "from 1 days on 10 %"),
        ("2026-11-27T12:00:00+00:00", "steps = [{days = 1, lose = 0.1}, {days = 7, lose = 0.5}]", 5, "from 7 days on 50 %"),
        ("2026-11-21T11:00:00+00:00", "steps = [{days = 1, lose = 0.1}]", 10, "23 hours late: nothing is lost for that"),
        ("", "per_day = 0.1", 10, "when it was handed in is not known, so taken as in time"),
    ],
)  # fmt: skip
def test_lateness(tmp_path: Path, submitted: str, rules: str, total: float, said: str) -> None:
    """At both sides of each border."""
    grade = _grade(tmp_path, f"{DUE}[late]\n{rules}\n", _result("a", 10, submitted=submitted))
    assert grade.total == total
    assert said in "; ".join(grade.counted[0].said)


def test_marked_late_by_a_platform(tmp_path: Path) -> None:
    """It doesn't say by how much: the course file does, or a time given there."""
    late = _result("a", 10, late=True)
    assert _grade(tmp_path, f"{DUE}[late]\nper_day = 0.1\n", late).total == 9
    grade = _grade(tmp_path, "[late]\nper_day = 0.1\nunknown_days = 3\n", late)
    assert grade.total == 7
    assert grade.counted[0].said[1:3] == [
        "marked as late, by how much is not known",
        "counted as 3 days late: 3 days begun at 10 % each, so 30 % is lost",
    ]
    given = f"{DUE}[late]\nper_day = 0.1\n[students.ada]\nsubmitted = {{a = 2026-11-21T18:00:00Z}}\n"
    assert _grade(tmp_path, given, late).total == 8


def test_more_time_for_one_student(tmp_path: Path) -> None:
    """Days of the calendar: over a change of the clocks they end at the same time of the day."""
    text = (
        'timezone = "Europe/Berlin"\ndue = 2026-10-24T12:00:00\n[late]\nper_day = 0.1\n[students.ada]\nextra_days = 2\n'
    )
    assert _grade(tmp_path, text, _result("a", 10, submitted="2026-10-26T12:00:00+01:00")).total == 10
    grade = _grade(tmp_path, text, _result("a", 10, submitted="2026-10-26T12:00:01+01:00"))
    assert grade.total == 9
    assert "due 2026-10-24 12:00:00 CEST and 2 days more for this student" in grade.counted[0].said[1]


def test_attempts(tmp_path: Path) -> None:
    """The free ones cost nothing; penalties are taken one from what the other has left."""
    text = f"{DUE}[late]\nper_day = 0.5\n[attempts]\nfree = 2\nlose = 0.1\n"
    assert _grade(tmp_path, text, _result("a", 10, attempt=2)).total == 10
    grade = _grade(tmp_path, text, _result("a", 10, attempt=4, submitted="2026-11-20T13:00:00Z"))
    assert grade.total == 4
    assert "attempt 4, of which 2 are free: 2 more at 10 % each, so 20 % is lost" in grade.counted[0].said


def test_weights_and_the_lowest_left_out(tmp_path: Path) -> None:
    """By share, not by points; and never everything."""
    text = "[exercises.a]\nweight = 30\n[totals]\ndrop_lowest = 1\nout_of = 100\nround_to = 0.5\n"
    grade = _grade(tmp_path, text, _result("a", 5), _result("b", 4), _result("c", 5))
    assert (grade.total, grade.maximum) == (50, 100)
    assert grade.said == [
        "b: the lowest (40 %), left out",
        "sum: 15 + 5 = 20 of 40",
        "out of 100: 20 / 40 × 100 = 50",
        "rounded to the nearest multiple of 0.5: 50",
    ]
    assert _grade(tmp_path, "[totals]\ndrop_lowest = 5\n", _result("a", 5), _result("b", 4)).total == 5
    assert _grade(tmp_path, "[totals]\ndrop_lowest = 1\n", _result("a", 5), _result("b", 5)).counted[1].dropped


@pytest.mark.parametrize(
    ("score", "rules", "total"),
    [
        (2.25, "round_to = 0.5", 2.5), (2.24, "round_to = 0.5", 2), (2.5, "round_to = 1", 3), (3.5, "round_to = 1", 4),
        (2.01, 'round_to = 1\nround = "up"', 3), (2.99, 'round_to = 1\nround = "down"', 2), (2, 'round_to = 1\nround = "up"', 2),
        (0.1 + 0.2, 'round_to = 0.1\nround = "up"', 0.3), (0.7, 'round_to = 0.1\nround = "down"', 0.7),
    ],
)  # fmt: skip
def test_rounding_is_that_of_paper(tmp_path: Path, score: float, rules: str, total: float) -> None:
    """A half goes up, and binary dust makes no grade better or worse."""
    assert _grade(tmp_path, f"[totals]\n{rules}\n", _result("a", score)).total == total


def test_excused_and_without_anything(tmp_path: Path) -> None:
    """What is excused is not counted at all; nobody has a grade of nothing."""
    text = '[students.ada]\nexcused = ["a"]\n[totals]\nout_of = 10\n'
    grade = _grade(tmp_path, text, _result("a", 0), _result("b", 10))
    assert (grade.total, grade.said[0]) == (10, "a: excused, not counted")
    assert _grade(tmp_path, text, _result("a", 0)).total == 0
    assert _grade(tmp_path, text, _result("a", 0, most=0)).total == 0


def test_our_own_fault_is_not_final(tmp_path: Path) -> None:
    """The total says so."""
    check = CheckResult("x", "X", "results", 0, 10, "grader error")
    grade = _grade(tmp_path, "", _result("a", 0, checks=[check]))
    assert not grade.final
    assert explanation(grade)[0] == "ada: 0 of 10 (not final)"
    assert "the kit failed in a check, so this is not final" in explanation(grade)[1]


def test_the_explanation_is_in_sentences(tmp_path: Path) -> None:
    """Step by step, with every number that a student needs to check it."""
    text = f"{DUE}[exercises.a]\nweight = 20\n[late]\nper_day = 0.1\n[totals]\nout_of = 100\nround_to = 1\n"
    grade = _grade(tmp_path, text, _result("a", 8, submitted="2026-11-21T14:00:00+00:00"), _result("b", 3))
    assert explanation(grade) == [
        "ada: 53 of 100",
        "  a: 8 of 10 points",
        "    handed in 2026-11-21 14:00:00 UTC, due 2026-11-20 12:00:00 UTC",
        "    1 day 2 hours late: 2 days begun at 10 % each, so 20 % is lost",
        "    counts 12.8 of 20",
        "  b: 3 of 10 points",
        "    when it was handed in is not known, so taken as in time",
        "  sum: 12.8 + 3 = 15.8 of 30",
        "  out of 100: 15.8 / 30 × 100 = 52.6667",
        "  rounded to the nearest multiple of 1: 53",
    ]


def test_totals_as_csv(tmp_path: Path) -> None:
    """A line a student, and no formulas."""
    found = [_result("a", 5), msgspec.structs.replace(_result("a", 1 / 3), student="=cmd")]
    write_totals(tmp_path / "t.csv", grades_of(found, CourseFile()))
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "student,total,max,final,explanation"
    assert lines[1].startswith("ada,5,10,yes,a: 5 of 10 points; sum: 5 = 5 of 10")
    assert lines[2].startswith("'=cmd,0.3333,10,yes,")


def test_numbers() -> None:
    """No needless digits, and never an exponent."""
    assert [number(value) for value in (0, 10, 1e6, 0.1 + 0.2, 1 / 3, 100000.5)] == [
        "0", "10", "1000000", "0.3", "0.3333", "100000.5",
    ]  # fmt: skip
