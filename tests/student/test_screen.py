"""What a student reads after a check."""

import io

from procession.language import Language
from procession.results import CheckResult, Evidence, ExerciseResult, StoredSchedule
from procession.student.screen import Screen
from rich.console import Console

SCHEDULE = StoredSchedule("m", "main", [], "fork", [], "", False, None, "", "", 0, [], [])


def _check(name: str, verdict: str = "failed", seen: str = "it was wrong", schedule: bool = True) -> CheckResult:
    evidence = Evidence("main(1)", seen, "it is right", "look again") if verdict != "passed" else None
    stored = SCHEDULE if schedule and verdict not in ("passed", "not run") else None
    return CheckResult(name, f"Title {name}", "results", 0, 1, verdict, evidence, stored)  # type: ignore[arg-type]


def _shown(*checks: CheckResult, width: int = 80, more: bool = True, whole: bool = False, diagram: str = "") -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    result = ExerciseResult("", "greeting", 0, len(checks), "controlled", list(checks))
    Screen(console, Language(), whole).result(result, diagram, more)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_pass_does_not_claim_too_much() -> None:
    """There are hidden checks."""
    shown = _shown(_check("a", "passed"))
    assert "public checks passed; your instructor runs more" in shown
    assert "all" not in shown


def test_the_first_failure_is_told_in_full_and_the_others_counted() -> None:
    """Each has its line; what was run, seen and expected and the hint are those of the first."""
    shown = _shown(_check("a", "passed"), _check("b"), _check("c", seen="other"), diagram="1 main\n")
    assert [shown.count(f"Title {name}") for name in "abc"] == [1, 2, 1]
    for part in ("ran", "main(1)", "it was wrong", "it is right", "look again", "1 main", "1 more failed"):
        assert part in shown
    assert "other" not in shown
    assert "procession show greeting" in shown
    assert "procession check greeting --all" in shown


def test_all_failures_on_demand() -> None:
    """One whose evidence is that of another is not told twice."""
    shown = _shown(_check("b"), _check("c", seen="other"), _check("d"), whole=True)
    assert shown.count("it was wrong") == 1
    assert shown.count("other") == 1
    assert "procession check" not in shown


def test_something_long_is_cut_in_the_middle_of_the_evening() -> None:
    """Until --all shows it."""
    seen = "\n".join(f"line {number}" for number in range(60))
    assert "(47 more lines: --all shows them)" in _shown(_check("a", seen=seen))
    assert "line 59" in _shown(_check("a", seen=seen), whole=True)


def test_what_could_not_be_run_gets_one_line() -> None:
    """Whatever the number of checks."""
    shown = _shown(*(_check(name, "not run", seen="greeting.py is empty") for name in "abc"))
    assert [line.strip() for line in shown.splitlines() if line] == ["greeting", "– greeting.py is empty  [not run]"]


def test_no_command_is_named_that_would_find_nothing() -> None:
    """Work outside of a course is not kept; and a failure without a schedule has no picture."""
    assert "procession show" not in _shown(_check("a"), more=False)
    assert "procession show" not in _shown(_check("a", schedule=False))


def test_what_a_submission_says_cannot_move_the_cursor() -> None:
    """Control characters and markup come out as text, or not at all."""
    shown = _shown(_check("a", seen="\x1b[2J[red]boo[/red]"))
    assert "\x1b" not in shown
    assert "[red]boo[/red]" in shown


def test_a_narrow_screen_wraps_nothing_but_text() -> None:
    """Commands stay whole, so that they can be copied."""
    shown = _shown(_check("a"), width=40)
    assert "    procession replay greeting\n" in shown


def test_a_long_title_goes_on_behind_its_mark() -> None:
    """So that marks alone stand on the left."""
    shown = _shown(_check("that goes on for a while longer"), width=30)
    assert "  ✗ Title that goes on for a\n    while longer  [failed]\n" in shown
    assert "  Title that goes on for a\n  while longer\n" in shown
