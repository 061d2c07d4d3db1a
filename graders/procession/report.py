"""Reports: a table on the terminal, grades.csv, and a page of feedback for each student.

Everything that came from a submission is made harmless on its way: control characters are taken
out, Markdown gets it inside code blocks, and CSV cells can't start a formula.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from procession.results import CheckResult, ExerciseResult

_MARKS = {"passed": "✓", "not run": "–", "grader error": "!"}


def clean(text: str) -> str:
    """Text without control, bidirectional and other invisible characters, line breaks kept."""
    return "".join(c for c in text if c in "\n\t" or not unicodedata.category(c).startswith(("C", "Zl", "Zp")))


def number(value: float) -> str:
    """A number of points without needless zeros."""
    return f"{value:g}"


def by_student(found: Sequence[ExerciseResult]) -> dict[str, dict[str, ExerciseResult]]:
    """Results grouped by student, then exercise, in the order given."""
    grouped: dict[str, dict[str, ExerciseResult]] = {}
    for result in found:
        grouped.setdefault(result.student, {})[result.exercise] = result
    return grouped


SIDE_BY_SIDE = 6
"""Exercises that have a column of their own."""


def class_table(found: Sequence[ExerciseResult], slugs: Sequence[str]) -> Table:
    """One row a student, one column an exercise: points and what went wrong.

    Of more exercises than fit side by side, how many were solved wholly, in part or not.
    """
    table = Table(title="Grades", caption="points of each exercise; ! = the kit failed, score not final")
    table.add_column("student", no_wrap=True)
    few = len(slugs) <= SIDE_BY_SIDE
    for name in slugs if few else ("solved", "in part", "not", "not run"):
        table.add_column(name, justify="right")
    table.add_column("total", justify="right", style="bold")
    for student, mine in by_student(found).items():
        cells = [_cell(mine.get(slug)) for slug in slugs] if few else _counts(list(mine.values()))
        total = sum(result.score for result in mine.values())
        maximum = sum(result.max_score for result in mine.values())
        table.add_row(Text(clean(student)), *cells, f"{number(total)}/{number(maximum)}")
    return table


def _counts(mine: Sequence[ExerciseResult]) -> list[Text]:
    """How many exercises were solved, in part, not at all, and could not be run."""
    counts = [0, 0, 0, 0]
    for result in mine:
        ran = any(check.verdict != "not run" for check in result.checks)
        whole = result.score >= result.max_score
        counts[3 if not ran else 0 if whole else 1 if result.score else 2] += 1
    mark = " !" if any(result.had_error for result in mine) else ""
    return [Text(f"{count}{mark if not place else ''}") for place, count in enumerate(counts)]


def _cell(result: ExerciseResult | None) -> Text:
    if result is None:
        return Text("–")
    verdicts = {check.verdict for check in result.checks if check.verdict != "passed"}
    text = f"{number(result.score)}/{number(result.max_score)}"
    if result.had_error:
        return Text(f"{text} !", style="magenta")
    if not verdicts:
        return Text(text, style="green")
    if verdicts == {"not run"}:
        return Text(f"{number(result.score)} not run", style="dim")
    worst = next(v for v in ("deadlocked", "timed out", "crashed", "failed", "not run") if v in verdicts)
    return Text(f"{text} {worst}", style="yellow" if result.score else "red")


def grades_csv(found: Sequence[ExerciseResult], slugs: Sequence[str]) -> str:
    """A line a student: points of each exercise, total, maximum."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["student", *slugs, "total", "max"])
    for student, mine in by_student(found).items():
        scores = [number(mine[slug].score) if slug in mine else "" for slug in slugs]
        total = sum(result.score for result in mine.values())
        maximum = sum(result.max_score for result in mine.values())
        writer.writerow([_harmless(student), *scores, number(total), number(maximum)])
    return out.getvalue()


def _harmless(cell: str) -> str:
    cell = clean(cell)
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def feedback(student: str, found: Sequence[ExerciseResult]) -> str:
    """A student's page in Markdown."""
    lines = [f"# Feedback for {_inline(student)}", ""]
    for result in found:
        lines += [f"## {result.exercise}: {number(result.score)} of {number(result.max_score)} points", ""]
        lines += [f"- {_inline(note)}" for note in result.notes]
        if result.checks and all(check.verdict == "not run" for check in result.checks):
            reason = result.checks[0].evidence.seen if result.checks[0].evidence else "not handed in"
            lines += [f"Not run: {_inline(reason)}", ""]
            continue
        for check in result.checks:
            lines += _check_lines(check)
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _check_lines(check: CheckResult) -> list[str]:
    mark = _MARKS.get(check.verdict, "✗")
    points = f"{number(check.points)}/{number(check.max_points)}"
    lines = [f"- {mark} **{check.title}** ({check.kind}, {points}): {check.verdict}"]
    evidence = check.evidence
    if evidence is None or check.visibility != "always":
        return lines
    block = []
    for name, text in (("ran", evidence.ran), ("seen", evidence.seen), ("expected", evidence.expected)):
        if text:
            block.append(f"{name + ':':<10}" + text.replace("\n", "\n" + " " * 10))
    fence = _fence("\n".join(block))
    lines += ["", *(f"  {line}" for line in (fence + "text\n" + clean("\n".join(block)) + "\n" + fence).split("\n"))]
    if evidence.hint:
        lines += ["", f"  Hint: {clean(evidence.hint)}"]
    return [*lines, ""]


def _fence(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(3, longest + 1)


def _inline(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>()#+!|&~])", r"\\\1", clean(text).replace("\n", " "))
