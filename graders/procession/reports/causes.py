"""What goes wrong most in a class: failures grouped by check, and within a check by cause.

The cause is what was seen, without what differs from one program to the next: values, numbers and lines.
Two who wait in the same places made the same mistake, whatever their processes are called.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from procession.escaping import one_line, shorten
from procession.results import CheckResult, ExerciseResult

_WAITS = re.compile(r"^- (?P<who>[^\n`]*?)(?:-\d+)*(?: \(\d+\))? waits in `(?P<where>[^`\n]*)`", re.M)
_DIFFERS = (
    (re.compile(r"\((?:[\w./-]+\.py):\d+\)"), ""),
    (re.compile(r"'[^'\n]*'|\"[^\"\n]*\""), "'…'"),
    (re.compile(r"\[[^\[\]\n]*\]"), "[…]"),
    (re.compile(r"\{[^{}\n]*\}"), "{…}"),
    (re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?"), "…"),
    (re.compile(r"(?<=\w)-\d+\b"), ""),
    (re.compile(r"(…,? ?){2,}"), "…"),
    (re.compile(r"\s+"), " "),
)
_MOST = 160  # characters of a cause


@dataclass
class Cause:
    """One way in which a check was failed, and by whom."""

    verdict: str
    words: str
    students: list[str] = field(default_factory=list)


@dataclass
class Mistakes:
    """How a class did in one check."""

    exercise: str
    check: CheckResult
    passed: int = 0
    judged: int = 0
    """Students whose work was judged: neither missing, nor met by a grader error."""
    causes: list[Cause] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """How many did not pass."""
        return self.judged - self.passed


def cause_of(check: CheckResult) -> str:
    """What went wrong, in words that are the same for all who made the same mistake."""
    seen = check.evidence.seen if check.evidence else ""
    waiting = dict.fromkeys(f"{match['who']} waits in `{match['where']}`" for match in _WAITS.finditer(seen))
    words = "; ".join(sorted(waiting)) or (seen.splitlines() or [""])[0]
    if not waiting:
        for pattern, instead in _DIFFERS:
            words = pattern.sub(instead, words)
    return shorten(one_line(words).strip(), _MOST)


def mistakes(found: Sequence[ExerciseResult]) -> list[Mistakes]:
    """Every check with its causes, the commonest first; the checks in the order of the exercises."""
    checks: dict[tuple[str, str], Mistakes] = {}
    causes: dict[tuple[str, str], dict[tuple[str, str], Cause]] = {}
    for result in found:
        for check in result.checks:
            if check.verdict in ("not run", "grader error"):
                continue
            key = (result.exercise, check.id)
            mine = checks.setdefault(key, Mistakes(result.exercise, check))
            mine.judged += 1
            mine.passed += check.verdict == "passed"
            if check.verdict != "passed":
                words = cause_of(check)
                cause = causes.setdefault(key, {}).setdefault((check.verdict, words), Cause(check.verdict, words))
                cause.students.append(result.student)
    for key, mine in checks.items():
        mine.causes = sorted(causes.get(key, {}).values(), key=lambda one: -len(one.students))
    return list(checks.values())


def hardest(found: Sequence[Mistakes]) -> list[Mistakes]:
    """The checks that somebody failed, those that most failed first."""
    return sorted((one for one in found if one.failed), key=lambda one: (one.passed / one.judged, -one.failed))
