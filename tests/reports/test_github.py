"""GitHub Actions: marks at lines, a summary, and a log in which no text is a command."""

import re

import pytest
from procession.reports import github
from procession.reports.view import View
from reports.made import FAILED, HOSTILE, OURS, PASSED, check, hostile, result


def _where(exercise: str, file: str) -> str:
    return f"{exercise}/{file}"


def test_a_failure_is_marked_at_its_line() -> None:
    """The first line that the evidence names, with path, title and what was seen on one line."""
    failed = check("deadlocked", seen="stuck:\n- main waits in `q.get()` (work.py:12): 100%\n  12 | q.get()")
    (line,) = github.annotations([result(PASSED, failed)], View(), _where)
    assert line.startswith("::error file=work/work.py,line=12,title=✗ work%3A It adds::deadlocked: stuck:%0A- main")
    assert "100%25" in line


def test_our_fault_is_a_warning() -> None:
    """Of us, and without our trouble's details."""
    (line,) = github.annotations([result(OURS)], View(), _where)
    assert line.startswith("::warning title=work%3A grader error::It breaks: the grader itself failed here")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_a_command(text: str) -> None:
    """In annotations one line each; in the log a margin, between a token that differs each time."""
    found = [hostile(text)]
    lines = github.annotations(found, View(), _where)
    assert all(line.startswith("::error file=") and line.isprintable() for line in lines)
    blocks = [github.without_commands([text, found[0].student]).splitlines() for _ in range(2)]
    tokens = set()
    for first, *inner, last in blocks:
        token = re.fullmatch(r"::stop-commands::([0-9a-f]{40})", first)
        assert token
        assert last == f"::{token[1]}::"
        assert all(line.startswith("|") and "##" not in line and "\x1b" not in line for line in inner)
        tokens.add(token[1])
    assert len(tokens) == 2


def test_the_worst_ten_are_marked() -> None:
    """GitHub shows no more of a step."""
    found = [result(*(check(id=f"c{n}") for n in range(30)))]
    assert len(github.annotations(found, View(), _where)) == github.MOST_ANNOTATIONS


def test_a_summary_is_never_too_long() -> None:
    """GitHub shows nothing of one that is longer than 1 MiB: then only the table is written."""
    found = [result(*(check(id=f"c{n}", seen="x" * 4000) for n in range(40)), exercise=f"e{k}") for k in range(10)]
    text = github.summary(found, View())
    assert len(text.encode()) < github.MOST_BYTES
    assert "| e9 | 0 of 80 points | failed |" in text
    assert "# Feedback for" in github.summary([result(PASSED, FAILED)], View())
