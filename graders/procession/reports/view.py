"""What a student may see, and in which language: checks that are invisible leave no trace but their points.

A check says in its grader when it may be seen (`@pytest.mark.visibility`): always, after the due date, or
never. An instructor can say it for all checks of a report at once, which then holds where it is stricter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from procession.language import ENGLISH, Language
from procession.reports.common import not_run
from procession.results import CheckResult, ExerciseResult, Visibility

_STRICT = {"always": 0, "after_due_date": 1, "never": 2}


@dataclass(frozen=True)
class View:
    """Which checks a reader sees, and in which language."""

    visibility: Visibility = "always"
    """At least as strict for every check, whatever it says itself."""
    after_due_date: bool = False
    """Whether the due date has passed."""
    everything: bool = False
    """For the instructor's eyes."""
    language: Language = field(default_factory=Language)
    """With the catalogues of the exercises, also those of the hidden checks."""

    def of(self, check: CheckResult) -> Visibility:
        """When a check may be seen."""
        return max(check.visibility, self.visibility, key=lambda one: _STRICT[one])

    def shows(self, check: CheckResult) -> bool:
        """Whether title, verdict and evidence of a check are shown."""
        found = self.of(check)
        return self.everything or found == "always" or (found == "after_due_date" and self.after_due_date)

    def allowed(self, result: ExerciseResult) -> list[CheckResult]:
        """The checks that are shown, as they are in the results, which know no language."""
        return [check for check in result.checks if self.shows(check)]

    def visible(self, result: ExerciseResult) -> list[CheckResult]:
        """The checks that are shown, told in the reader's language; verdicts and kinds are the same in all."""
        return [self._told(check) for check in self.allowed(result)]

    def _told(self, check: CheckResult) -> CheckResult:
        told, found = self.language.told, check.evidence
        if not self.language.catalogue:
            return check
        if found is not None:
            found = msgspec.structs.replace(
                found, ran=told(found.ran), seen=told(found.seen), expected=told(found.expected), hint=told(found.hint)
            )
        return msgspec.structs.replace(check, title=told(check.title), evidence=found)

    def not_run(self, result: ExerciseResult) -> str:
        """Why nothing of an exercise was run, or ""."""
        return self.language.told(not_run(result))

    def notes(self, result: ExerciseResult) -> list[str]:
        """What is to be known of an exercise besides its checks."""
        return [self.language.told(note) for note in result.notes]

    def hidden(self, result: ExerciseResult) -> list[CheckResult]:
        """The checks that are not."""
        return [check for check in result.checks if not self.shows(check)]

    def marked(self, found: Sequence[ExerciseResult]) -> list[ExerciseResult]:
        """The same results as `visible` tells them, in which every check says itself when it may be seen."""
        replace = msgspec.structs.replace
        return [
            replace(result, checks=[replace(self._told(check), visibility=self.of(check)) for check in result.checks])
            for result in found
        ]


def said_of_hidden(hidden: Sequence[CheckResult], language: Language = ENGLISH) -> str:
    """One sentence about checks that are not shown, or ""."""
    if not hidden:
        return ""
    points, most = sum(one.points for one in hidden), sum(one.max_points for one in hidden)
    reached = language.say("{points} of {most} points", points=f"{points:g}", most=f"{most:g}")
    if len(hidden) == 1:
        return language.say("1 more check counts and is not shown here: {reached}", reached=reached)
    return language.say("{n} more checks count and are not shown here: {reached}", n=len(hidden), reached=reached)
