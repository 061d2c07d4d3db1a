"""All schedules of a small scenario instead of a sample: what `explore="all"` gives a check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from procession.engine.scenario import Scenario
from procession.engine.strategies import Strategy
from procession.engine.strategies.exhaustive import Search
from procession.trial import Trial

MOST = 2000
"""Schedules after which a search is given up as too large."""


@dataclass
class Exploration:
    """The schedules of one scenario, run as they are asked for and kept for the next check."""

    scenario: Scenario
    run: Callable[[Scenario, Callable[[], Strategy]], Trial]
    """Runs one schedule, by a strategy that it may have to make twice."""
    search: Search
    most: int = MOST
    trials: list[Trial] = field(default_factory=list)

    def __iter__(self) -> Iterator[Trial]:
        """What has been run, then what has not."""
        yield from self.trials
        while len(self.trials) < self.most and self.search.next() is not None:
            self.trials.append(self.run(self.scenario, self.search.again))
            yield self.trials[-1]

    @property
    def complete(self) -> bool:
        """Whether all schedules have been run, within the bound on preemptions and at the gates."""
        return self.search.complete
