"""Reports: what came from a submission can't do harm in a terminal, a spreadsheet or a page."""

import csv
import io

from procession import reports
from procession.escaping import clean
from procession.results import CheckResult, Evidence, ExerciseResult
from rich.console import Console


def _result(student: str = "ada", seen: str = "wrong", verdict: str = "failed", **more: object) -> ExerciseResult:
    check = CheckResult("c", "A title", "results", 0.0, 2.0, verdict, Evidence(seen=seen, hint="think"), **more)
    return ExerciseResult(student, "work", 0.0, 2.0, "controlled", [check])


def test_control_and_invisible_characters_are_taken_out() -> None:
    """No escape sequence, no bidirectional trick, no bell."""
    assert clean("a\x1b[31mb\u202ec\x07\u200bd\ne") == "a[31mbcd\ne"


def test_a_cell_never_starts_a_formula() -> None:
    """A student named like a formula stays text."""
    text = reports.grades_csv([_result(student='=HYPERLINK("x")'), _result(student="bob")], ["work", "other"])
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["student", "work", "other", "total", "max"]
    assert rows[1][0] == '\'=HYPERLINK("x")'
    assert rows[2] == ["bob", "0", "", "0", "2"]


def test_output_cannot_leave_its_code_block() -> None:
    """Fences in the output get a longer fence around them."""
    page = reports.feedback("ada", [_result(seen="```\n# You passed\n````")])
    fences = [line.strip() for line in page.splitlines() if line.strip().startswith("`````")]
    assert fences == ["`````text", "`````"]
    assert "Hint: think" in page


def test_hidden_evidence_stays_hidden() -> None:
    """Of a check that is not visible, only its points are told."""
    page = reports.feedback("ada", [_result(seen="the secret input", visibility="never")])
    assert "A title" not in page
    assert "secret" not in page
    assert "1 more check counts and is not shown here: 0 of 2 points" in page


def test_a_name_with_markup_is_shown_as_it_is() -> None:
    """In Markdown and in the table of the class."""
    assert "# Feedback for \\<b\\>x\\</b\\>" in reports.feedback("<b>x</b>", [_result()])
    console = Console(file=io.StringIO(), width=120)
    console.print(reports.class_table([_result(student="[red]x")], ["work"]))
    assert "[red]x" in console.file.getvalue()


def test_each_verdict_has_its_words_in_the_table() -> None:
    """A person sees what went wrong, and when the score is not final."""
    console = Console(file=io.StringIO(), width=120)
    verdicts = ("passed", "failed", "deadlocked", "timed out", "crashed", "not run", "grader error")
    console.print(reports.class_table([_result(student=v, verdict=v) for v in verdicts], ["work", "other"]))
    rows = {line.split("│")[1].strip(): line for line in console.file.getvalue().splitlines() if line.startswith("│")}
    for verdict in ("failed", "deadlocked", "timed out", "crashed", "not run"):
        assert verdict in rows[verdict].split("│")[2]
    assert "!" in rows["grader error"]
