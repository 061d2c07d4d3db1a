"""What the formats have in common: grouping, numbers, and words for a result."""

import re
from collections.abc import Sequence

import msgspec

from procession.cells import cell_len
from procession.escaping import clean
from procession.language import ENGLISH, Language
from procession.results import CheckResult, ExerciseResult

MARKS = {"passed": "✓", "not run": "–", "grader error": "!"}
WORST_FIRST = ("grader error", "deadlocked", "timed out", "crashed", "failed", "not run", "passed")
_SPOT = re.compile(r"\(([\w./-]+\.py):(\d+)\)")


def number(value: float) -> str:
    """A number of points without needless zeros."""
    return f"{value:g}"


def by_student(found: Sequence[ExerciseResult]) -> dict[str, dict[str, ExerciseResult]]:
    """Results grouped by student, then exercise, in the order given."""
    grouped: dict[str, dict[str, ExerciseResult]] = {}
    for result in found:
        grouped.setdefault(result.student, {})[result.exercise] = result
    return grouped


def exercises_of(found: Sequence[ExerciseResult]) -> list[str]:
    """The exercises that there are results of, in the order given."""
    return list(dict.fromkeys(result.exercise for result in found))


def without_evidence(result: ExerciseResult) -> ExerciseResult:
    """A result with one bare check for each verdict: all that a table of the class needs."""
    verdicts = dict.fromkeys(check.verdict for check in result.checks)
    bare = [CheckResult("", "", "results", 0.0, 0.0, verdict) for verdict in verdicts]
    return msgspec.structs.replace(result, checks=bare, notes=[])


def total(mine: Sequence[ExerciseResult]) -> tuple[float, float]:
    """Points and the most that there could be, over several exercises."""
    return round(sum(one.score for one in mine), 6), round(sum(one.max_score for one in mine), 6)


def reached(found: Sequence[ExerciseResult], language: Language = ENGLISH) -> str:
    """The points of some exercises in words; where we have failed, that they are not final stands first."""
    points, most = total(found)
    said = language.say("{points} of {most} points", points=number(points), most=number(most))
    return language.say("not final, {said} so far", said=said) if any(one.had_error for one in found) else said


def mark(check: CheckResult) -> str:
    """A sign for a verdict, beside which it is always said in words."""
    return MARKS.get(check.verdict, "✗")


def worst(result: ExerciseResult) -> str:
    """The verdict of an exercise as a whole."""
    verdicts = {check.verdict for check in result.checks}
    return next((one for one in WORST_FIRST if one in verdicts), "not run")


def not_run(result: ExerciseResult) -> str:
    """Why nothing of an exercise was run, or ""."""
    if result.checks and all(check.verdict == "not run" for check in result.checks):
        evidence = result.checks[0].evidence
        return clean(evidence.seen) if evidence else "not handed in"
    return ""


def evidence_text(check: CheckResult, hint: bool = True, language: Language = ENGLISH) -> str:
    """The evidence as plain lines, each part under its name; "" where there is none."""
    if check.evidence is None:
        return ""
    parts = [("ran", check.evidence.ran), ("seen", check.evidence.seen), ("expected", check.evidence.expected)]
    parts += [("hint", check.evidence.hint)] if hint else []
    shown = [(f"{language.say(name)}:", text.replace("\n", "\n" + " " * 10)) for name, text in parts if text]
    return clean("\n".join(name + " " * (10 - cell_len(name)) + text for name, text in shown))


def spot(check: CheckResult) -> tuple[str, int] | None:
    """The first file and line that the evidence names, if any."""
    found = _SPOT.search(check.evidence.seen) if check.evidence else None
    return (found[1], int(found[2])) if found else None


OUR_FAULT = "the grader itself failed here, which is not your fault and costs you nothing: the score is not final"
"""What a student is told of a grader error."""
