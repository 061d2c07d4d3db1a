"""What a grade cell shows: the verdict and its evidence, readable, harmless, and with a score that nbgrader takes.

nbgrader reads the score from the outputs of the cell: an error is no points, the first result that is a
float is that many points, and *anything else is full points*. So every outcome has one of the two here.
"""

from collections.abc import Sequence
from html import escape

import nbformat
from nbformat import NotebookNode

from procession.escaping import clean
from procession.reports import number
from procession.results import CheckResult, ExerciseResult
from procession.wrapping import wrap

MOST_LINES, MOST_CHARACTERS, COLUMNS = 200, 20_000, 100
_MARGIN = 11
_MARKS = {"passed": ("✓", "#1a7f37"), "not run": ("–", "#6e7781"), "grader error": ("!", "#8250df")}
_FAILED = ("✗", "#cf222e")


def outputs(check: CheckResult, points: float, maximum: float) -> list[NotebookNode]:
    """The outputs of a graded cell: what happened, then the points as a number."""
    lines = told(check, points, maximum)
    shown = {"text/plain": "\n".join(lines), "text/html": as_html(lines, check.verdict)}
    score = {"text/plain": repr(float(points))}
    return [
        nbformat.v4.new_output("display_data", data=shown),
        nbformat.v4.new_output("execute_result", data=score, execution_count=None),
    ]


def told(check: CheckResult, points: float, maximum: float) -> list[str]:
    """A check as lines of text; its evidence only if a student may see it now.

    Why nothing could be run is told once, below the program.
    """
    mark, _ = _MARKS.get(check.verdict, _FAILED)
    lines = [f"{mark} {clean(check.title)}: {check.verdict}, {number(points)} of {number(maximum)} points"]
    evidence = check.evidence
    if evidence is not None and check.visibility == "always" and check.verdict != "not run":
        for name in ("ran", "seen", "expected", "hint"):
            text = clean(getattr(evidence, name))
            lines += _beside(name, text) if text else []
    return lines


def not_run(result: ExerciseResult) -> list[str]:
    """Why nothing of an exercise could be run; nothing if something could."""
    evidence = result.checks[0].evidence if result.checks else None
    if evidence is None or any(check.verdict != "not run" for check in result.checks):
        return []
    return [f"not run: {evidence.seen}"]


def _beside(name: str, text: str) -> list[str]:
    """A part of the evidence beside its name, in lines that fit."""
    lines = []
    for line in text[:MOST_CHARACTERS].split("\n"):
        lines += wrap(line, COLUMNS - _MARGIN, " " * (len(line) - len(line.lstrip(" -"))))
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], "…"]
    labels = [f"  {name}", *[""] * (len(lines) - 1)]
    return [f"{label:<{_MARGIN}}{line}" for label, line in zip(labels, lines, strict=True)]


def as_html(lines: Sequence[str], verdict: str) -> str:
    """The same lines for the eye: nothing but text, its first line in the colour of the verdict."""
    _, colour = _MARKS.get(verdict, _FAILED)
    rest = escape("\n".join(lines[1:]))
    head = f'<strong style="color: {colour}">{escape(lines[0])}</strong>'
    return f'<pre style="white-space: pre-wrap">{head}\n{rest}</pre>'


def remarks(notes: Sequence[str]) -> list[NotebookNode]:
    """What is to be said of a solution cell."""
    text = "\n".join(map(clean, notes))
    return [nbformat.v4.new_output("stream", name="stdout", text=text + "\n")] if notes else []


def by_hand(reason: str) -> list[NotebookNode]:
    """The outputs of a cell that could not be graded: an error, since no output would be full points."""
    text = clean(f"{reason} (this is not the student's fault; the cell is to be graded by hand, or once more)")
    return [nbformat.v4.new_output("error", ename="NotGraded", evalue=text, traceback=[f"NotGraded: {text}"])]
