"""course.toml: what it may say, and one clear line for what it may not."""

import textwrap
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import procession.course_file
import pytest
from procession.course_file import CourseFile, find_course_file, read_course_file
from procession.engine.errors import SubmissionError

SLUGS = ["a", "b"]


def _read(folder: Path, text: str) -> CourseFile:
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return read_course_file(folder / "course.toml", SLUGS)


def test_the_example_in_the_documentation_is_right(tmp_path: Path) -> None:
    """It is what an instructor copies."""
    doc = procession.course_file.__doc__ or ""
    example = textwrap.dedent(doc.partition("\n\n")[2])
    (tmp_path / "course.toml").write_text(example, encoding="utf-8")
    course = read_course_file(tmp_path / "course.toml")
    assert course.totals.out_of == 100
    assert course.students["Ada Lovelace"].excused == ["pool_size"]


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    """Every part may be missing."""
    assert _read(tmp_path, "") == CourseFile()


def test_dates(tmp_path: Path) -> None:
    """A date means its last second; a time without an offset is in the course's zone; the exercise's own goes first."""
    course = _read(
        tmp_path,
        'timezone = "Europe/Berlin"\ndue = 2026-11-20\n[exercises.a]\ndue = 2026-07-01T12:00:00\n'
        "[students.ada]\nsubmitted = {b = 2026-11-20T10:00:00Z}\n",
    )
    assert course.due_for("b") == datetime(2026, 11, 20, 23, 59, 59, tzinfo=ZoneInfo("Europe/Berlin"))
    assert course.due_for("a") == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert course.students["ada"].submitted["b"] == datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("due = ", "is no TOML file: "),
        ("dew = 2026-11-20", "unknown field `dew`"),
        ('due = "soon"', "`$.due`"),
        ("[late]\nper_day = 10", "<= 1.0 - at `$.late.per_day`"),
        ("[late]\nper_day = -0.1", ">= 0.0 - at `$.late.per_day`"),
        ("[late]\nper_day = nan", "course.toml: "),
        ("[late]\nper_day = 0.1\nsteps = [{days = 1, lose = 0.1}]", "both per_day and steps"),
        ("[late]\nsteps = [{days = 2, lose = 0.1}, {days = 1, lose = 0.2}]", "late.steps must be in order"),
        ("[late]\nsteps = [{days = 1, lose = 0.2}, {days = 2, lose = 0.1}]", "late.steps must be in order"),
        ("[totals]\nround_to = 0", "> 0.0 - at `$.totals.round_to`"),
        ('[totals]\nround = "bankers"', "`$.totals.round`"),
        ("[totals]\ndrop_lowest = 1.5", "`$.totals.drop_lowest`"),
        ("[exercises.c]\nweight = 1", "exercises.c: there is no exercise called 'c'; there are: a, b"),
        ('[students.ada]\nexcused = ["c"]', "students.ada.excused: there is no exercise called 'c'"),
        ("[exercises.a]\nweight = 0\n[exercises.b]\nweight = 0", "every exercise has weight 0"),
        ('timezone = "Berlin"', "timezone 'Berlin' is not known here"),
        ('timezone = "../../etc/passwd"', "is not known here"),
        ("timezone = 1", "is not known here"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    """The file, the key, and what it may be."""
    with pytest.raises(SubmissionError) as caught:
        _read(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'course.toml'}")
    assert said in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """And one that is no text."""
    with pytest.raises(SubmissionError, match=r"course\.toml: No such file"):
        read_course_file(tmp_path / "course.toml")
    (tmp_path / "course.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SubmissionError, match="is no TOML file"):
        read_course_file(tmp_path / "course.toml")


def test_it_is_found_beside_the_submissions_and_not_in_them(tmp_path: Path) -> None:
    """In them, students could put their own."""
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "course.toml").write_text("")
    assert find_course_file(tmp_path / "class") is None
    (tmp_path / "course.toml").write_text("")
    assert find_course_file(tmp_path / "class") == tmp_path / "course.toml"
