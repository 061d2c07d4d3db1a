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
    (re.compile(r"(?<=\w)-\d+\b"), ""),
    (re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?"), "…"),
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
    check: str
    title: str
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


class Tally:
    """Counts failures, result by result, so that a class of any size can pass by."""

    def __init__(self) -> None:
        self._checks: dict[tuple[str, str], Mistakes] = {}
        self._causes: dict[tuple[str, str], dict[tuple[str, str], Cause]] = {}

    def add(self, result: ExerciseResult) -> None:
        """Count the checks of one student's exercise."""
        for check in result.checks:
            if check.verdict in ("not run", "grader error"):
                continue
            key = (result.exercise, check.id)
            mine = self._checks.setdefault(key, Mistakes(result.exercise, check.id, check.title))
            mine.judged += 1
            mine.passed += check.verdict == "passed"
            if check.verdict != "passed":
                words = cause_of(check)
                kinds = self._causes.setdefault(key, {})
                kinds.setdefault((check.verdict, words), Cause(check.verdict, words)).students.append(result.student)

    def mistakes(self) -> list[Mistakes]:
        """Every check that somebody failed, the one that most failed first; its commonest cause first."""
        for key, mine in self._checks.items():
            mine.causes = sorted(self._causes.get(key, {}).values(), key=lambda one: -len(one.students))
        return sorted((one for one in self._checks.values() if one.failed), key=lambda one: -one.failed)


def hardest(found: Sequence[Mistakes]) -> list[Mistakes]:
    """The same checks, those first that the smallest part of the class has passed."""
    return sorted(found, key=lambda one: (one.passed / one.judged, -one.failed))
