"""What a student may see: checks that are invisible leave no trace but their points.

A check says in its grader when it may be seen (`@pytest.mark.visibility`): always, after the due date, or
never. An instructor can say it for all checks of a report at once, which then holds where it is stricter.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from procession.results import CheckResult, ExerciseResult, Visibility

_STRICT = {"always": 0, "after_due_date": 1, "never": 2}


@dataclass(frozen=True)
class View:
    """Which checks a reader sees."""

    visibility: Visibility = "always"
    """At least as strict for every check, whatever it says itself."""
    after_due_date: bool = False
    """Whether the due date has passed."""
    everything: bool = False
    """For the instructor's eyes."""

    def of(self, check: CheckResult) -> Visibility:
        """When a check may be seen."""
        return max(check.visibility, self.visibility, key=lambda one: _STRICT[one])

    def shows(self, check: CheckResult) -> bool:
        """Whether title, verdict and evidence of a check are shown."""
        found = self.of(check)
        return self.everything or found == "always" or (found == "after_due_date" and self.after_due_date)

    def visible(self, result: ExerciseResult) -> list[CheckResult]:
        """The checks that are shown."""
        return [check for check in result.checks if self.shows(check)]

    def hidden(self, result: ExerciseResult) -> list[CheckResult]:
        """The checks that are not."""
        return [check for check in result.checks if not self.shows(check)]

    def marked(self, found: Sequence[ExerciseResult]) -> list[ExerciseResult]:
        """The same results, in which every check says itself when it may be seen under this view."""
        replace = msgspec.structs.replace
        return [
            replace(result, checks=[replace(check, visibility=self.of(check)) for check in result.checks])
            for result in found
        ]


def said_of_hidden(hidden: Sequence[CheckResult]) -> str:
    """One sentence about checks that are not shown, or ""."""
    if not hidden:
        return ""
    points, most = sum(one.points for one in hidden), sum(one.max_points for one in hidden)
    checks = "1 more check counts and is" if len(hidden) == 1 else f"{len(hidden)} more checks count and are"
    return f"{checks} not shown here: {points:g} of {most:g} points"
