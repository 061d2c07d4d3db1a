"""Each platform's form: valid by its documentation, grader errors told apart, nothing invisible in it."""

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from junitparser import Error, Failure, JUnitXml
from procession.engine.errors import GraderError
from procession.escaping import clean
from procession.reports import View
from procession.reports.formats import FORMATS, Wish
from procession.reports.roster import read_roster
from procession.results import ExerciseResult
from reports.made import FAILED, HOSTILE, LATER, MISSING, OURS, PASSED, SECRET, check, hostile, result

SCHEMAS = Path(__file__).parent / "schemas"
JSON_FORMATS = sorted(path.stem for path in SCHEMAS.glob("*.json"))
ORDINARY = [
    result(PASSED, FAILED),
    result(PASSED),
    result(MISSING),
    result(PASSED, OURS),
    result(OURS),
    result(PASSED, SECRET, LATER),
    result(SECRET),
    result(),
]


def _text(name: str, *found: ExerciseResult, wish: Wish | None = None) -> str:
    return FORMATS[name].render(list(found), wish or Wish())


def _valid(name: str, *found: ExerciseResult, wish: Wish | None = None) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(_text(name, *found, wish=wish))
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("found", [*ORDINARY, *map(hostile, HOSTILE)], ids=lambda one: one.student[:12])
@pytest.mark.parametrize("name", JSON_FORMATS)
def test_json_is_as_documented(name: str, found: ExerciseResult) -> None:
    """Whatever the results are; in ASCII, so that printing it does nothing to a terminal."""
    if name == "classroom50" and found.had_error:
        with pytest.raises(GraderError, match="none is taken for a zero: work"):
            _text(name, found)
    else:
        _valid(name, found)
        assert _text(name, found).isascii()


def test_gradescope_has_no_score_where_we_failed() -> None:
    """Neither of its points nor a status, and the text on top says whose fault it is."""
    value = _valid("gradescope", result(PASSED, OURS), result(FAILED, exercise="other"))
    passed, ours, failed = value["tests"]
    assert (passed["score"], passed["max_score"], passed["status"]) == (2, 2, "passed")
    assert not {"score", "max_score", "status"} & set(ours)
    assert (failed["score"], failed["status"]) == (0, "failed")
    assert value["output"].startswith("NOT FINAL (work): the grader itself failed here")
    assert "ZeroDivisionError" not in json.dumps(value)
    assert "score" not in value


def test_gradescope_hides_by_itself() -> None:
    """Each check with the visibility that its grader or the instructor chose, the stricter of both."""
    value = _valid("gradescope", result(PASSED, SECRET, LATER))
    assert [test["visibility"] for test in value["tests"]] == ["visible", "hidden", "after_due_date"]
    value = _valid("gradescope", result(PASSED, SECRET, LATER), wish=Wish(View("after_due_date")))
    assert [test["visibility"] for test in value["tests"]] == ["after_due_date", "hidden", "after_due_date"]


def test_exercism_says_error_where_tests_did_not_run() -> None:
    """By our fault, or since there is nothing to run; else pass or fail."""
    states = {"pass": [PASSED], "fail": [PASSED, FAILED]}
    for status, checks in states.items():
        assert _valid("exercism", result(*checks))["status"] == status
    ours = _valid("exercism", result(PASSED, OURS))
    assert (ours["status"], [test["status"] for test in ours["tests"]]) == ("error", ["pass", "error"])
    assert "not your fault" in ours["message"]
    assert _valid("exercism", result(MISSING))["message"] == "work.py was not handed in"
    assert _valid("exercism", result(PASSED, SECRET))["status"] == "fail"


def test_prairielearn_takes_no_attempt_for_what_was_not_judged() -> None:
    """Not gradable: a missing file, and our own fault; else a part between 0 and 1."""
    assert _valid("prairielearn", result(PASSED, FAILED))["score"] == 0.5
    assert _valid("prairielearn", result(MISSING))["format_errors"] == ["work: work.py was not handed in"]
    assert "not your fault" in _valid("prairielearn", result(PASSED, OURS))["format_errors"][0]


def test_prairielearn_stays_below_its_limit() -> None:
    """However much there is to tell: texts get shorter, points stay."""
    many = [
        result(*(check(id=f"c{n}", seen="\U0001f600" * 3_000) for n in range(20)), exercise=f"e{k}") for k in range(8)
    ]
    text = _text("prairielearn", *many)
    assert len(text.encode()) <= 1_000_000
    assert len(json.loads(text)["tests"]) == 160


def test_classroom50_takes_its_part_from_the_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names and addresses that the runner gives; the sum of the tests is the score."""
    monkeypatch.setenv("CLASSROOM", "cs1")
    monkeypatch.setenv("COMMIT_URL", "https://host.example/commit/1")
    monkeypatch.delenv("REVIEW_URL", raising=False)
    value = _valid("classroom50", result(PASSED, SECRET), result(FAILED, exercise="other"))
    assert (value["classroom"], value["review"]) == ("cs1", "https://host.example/commit/1")
    assert sum(test["score"] for test in value["tests"]) == value["score"] == 2
    assert sum(test["max-score"] for test in value["tests"]) == value["max-score"] == 6


def test_autolab_leaves_a_problem_ungraded_where_we_failed() -> None:
    """One line, an exercise a problem."""
    text = _text("autolab", result(PASSED, FAILED), result(OURS, exercise="other"))
    assert text == '{"scores": {"work": 2.0}}\n'


@pytest.mark.parametrize("text", HOSTILE)
def test_junit_is_read_by_a_reader_of_it(text: str) -> None:
    """Well-formed whatever the work has printed; nothing of it becomes an element."""
    read = JUnitXml.fromstring(_text("junit", hostile(text)).encode())
    cases = [case for suite in read for case in suite]
    assert [case.name for case in cases] == ["It adds", "It ends", "It runs", "It is told"]
    assert all(isinstance(found, Failure) for case in cases for found in case.result)


def test_junit_tells_a_grader_error_from_a_failure() -> None:
    """An error is ours, and there is no score then."""
    read = JUnitXml.fromstring(_text("junit", result(PASSED, FAILED), result(OURS, student="bob")).encode())
    first, second = read
    assert (read.tests, read.failures, read.errors) == (3, 1, 1)
    assert [type(found) for case in first for found in case.result] == [Failure]
    assert [type(found) for case in second for found in case.result] == [Error]
    assert {one.name: one.value for one in first.properties()} == {"score": "2", "max_score": "4"}
    assert {one.name for one in second.properties()} == {"max_score"}


STUDENT_FACING = [
    name for name, one in FORMATS.items() if name not in ("class", "csv", "canvas", "nbgrader", "gradescope")
]


@pytest.mark.parametrize("name", STUDENT_FACING)
def test_what_is_invisible_is_nowhere(name: str) -> None:
    """Neither title nor evidence nor verdict; after the due date, what was kept until then."""
    before = _text(name, result(PASSED, SECRET, LATER))
    after = _text(name, result(PASSED, SECRET, LATER), wish=Wish(View(after_due_date=True)))
    assert "secret" not in before + after
    assert "later" not in before
    if name != "autolab":
        assert "later" in after.lower()
    everything = _text(name, result(PASSED, SECRET, LATER), wish=Wish(View("never", after_due_date=True)))
    assert "It adds" not in everything
    assert "later" not in everything


# Tables for learning platforms.


def test_canvas_fills_the_columns_of_its_own_export(tmp_path: Path) -> None:
    """By the gradebook's numbers; who is not in it is left out and named; what is not final stays empty."""
    export = tmp_path / "export.csv"
    export.write_text(
        "﻿Student,ID,SIS User ID,SIS Login ID,Section,work (77),Quiz (78)\n"
        "    Points Possible,,,,,4,9\n"
        '"Lovelace, Ada",501,u1,ada,A,,3\n"Babbage, Charles",502,u2,bob,A,,4\n',
        encoding="utf-8",
    )
    roster = read_roster(export)
    found = [result(PASSED, FAILED), result(OURS, student="502"), result(PASSED, student="eve")]
    rows = _rows(_text("canvas", *found, wish=Wish(roster=roster)))
    assert rows[0]["Student"].strip() == "Points Possible"
    assert rows[0]["work (77)"] == "4"
    assert [(row["Student"], row["ID"], row["work (77)"]) for row in rows[1:]] == [
        ("Lovelace, Ada", "501", "2"),
        ("Babbage, Charles", "502", ""),
    ]
    assert roster.unmatched == ["eve"]


def test_canvas_without_a_list_goes_by_login() -> None:
    """All exercises in one column, if that is wanted."""
    found = [result(PASSED, FAILED), result(PASSED, exercise="other")]
    rows = _rows(_text("canvas", *found, wish=Wish(assignment="Week 1")))
    assert [(row["SIS Login ID"], row["Week 1"]) for row in rows] == [("", "6"), ("ada", "4")]


def test_moodle_fills_its_worksheet(tmp_path: Path) -> None:
    """Grade scaled to its maximum, feedback as text that is no HTML; separated by semicolons as it came."""
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        "Identifier;Full name;Email address;Grade;Maximum Grade;Feedback comments\n"
        "Participant 7;Ada Lovelace;ada@school.example;;100,00;\n",
        encoding="utf-8",
    )
    found = [result(PASSED, FAILED, student="Ada Lovelace", notes=["other files: <b>x.py</b>"])]
    (row,) = _rows(_text("moodle", *found, wish=Wish(roster=read_roster(sheet))))
    assert (row["Identifier"], row["Grade"]) == ("Participant 7", "50")
    assert "main never returned" in row["Feedback comments"]
    assert "&lt;b&gt;x.py&lt;/b&gt;" in row["Feedback comments"]
    (row,) = _rows(_text("moodle", result(PASSED, OURS)))
    assert (row["Username"], row["Grade"]) == ("ada", "")


def test_nbgrader_has_a_line_for_each_exercise() -> None:
    """With the columns of its own export."""
    rows = _rows(_text("nbgrader", result(PASSED, FAILED), result(OURS, exercise="other"), wish=Wish(due="2026-12-01")))
    assert list(rows[0])[:4] == ["assignment", "duedate", "timestamp", "student_id"]
    assert [(row["assignment"], row["student_id"], row["score"], row["max_score"]) for row in rows] == [
        ("work", "ada", "2", "4"),
        ("other", "ada", "", "2"),
    ]


@pytest.mark.parametrize("name", ["csv", "canvas", "moodle", "nbgrader"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_a_formula(name: str, text: str) -> None:
    """Nor breaks its line, nor holds a control character."""
    lines = list(csv.reader(io.StringIO(_text(name, hostile(text)))))
    assert len({len(line) for line in lines}) == 1
    for cell in (cell for line in lines for cell in line):
        assert not cell.startswith(("=", "+", "-", "@")), cell
        assert cell.isprintable()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Points,Week\n1,2\n", "no column that names students"),
        (b"Student\n\xff\n", "save it as CSV"),
        (None, "No such file"),
    ],
)
def test_a_list_that_is_none_is_named(data: bytes | None, said: str, tmp_path: Path) -> None:
    """One line with the file and what to do."""
    path = tmp_path / "list.csv"
    if data is not None:
        path.write_bytes(data)
    from procession.engine.errors import SubmissionError

    with pytest.raises(SubmissionError, match=said):
        read_roster(path)


def test_two_of_a_name_are_left_out(tmp_path: Path) -> None:
    """A grade never goes to the wrong one."""
    path = tmp_path / "list.csv"
    path.write_text("Student,ID\nada,1\nada,2\n", encoding="utf-8")
    roster = read_roster(path)
    assert roster.row_of("ada") is None
    assert roster.row_of("2") == {"Student": "ada", "ID": "2"}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_acts_on_a_terminal_or_a_pipeline(name: str, text: str) -> None:
    """Printed, no form has a control or direction character, and no line that the work has made a command."""
    printed = _text(name, hostile(text))
    assert clean(printed) == printed
    if FORMATS[name].for_logs:
        commands = [line for line in printed.splitlines() if line.lstrip().startswith("::") or "##[" in line]
        mine = re.compile(r"::error file=[^,:]+,line=\d+,title=[^,:]+::.*")
        assert [line for line in commands if not mine.fullmatch(line)] == []
        assert name == "github-annotations" or not commands


def _all(found: Sequence[ExerciseResult]) -> list[str]:
    return [one.render(found, Wish()) for one in FORMATS.values()]


def test_every_format_takes_a_class() -> None:
    """A student with all kinds of results, as far as a format can tell of them."""
    assert all(_all([result(PASSED, FAILED, SECRET), result(MISSING, exercise="other")]))
