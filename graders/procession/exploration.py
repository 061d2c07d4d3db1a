"""Which schedules of a scenario are run: a sample by several strategies, or all there are."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar

from procession.engine.observation import Race
from procession.engine.scenario import Scenario
from procession.engine.strategies import Strategy
from procession.engine.strategies.exhaustive import Search
from procession.trial import Trial

Schedules: TypeAlias = Literal["full", "usual", "brief", "helpers", "all"]
"""The name of a plan, or all schedules there are."""

# (strategy, seed) of each run, by what a check asks for; OTHERS are for further start methods
PLANS: dict[str, tuple[tuple[str, int], ...]] = {
    "full": (
        ("round-robin", 0),
        ("hand-over", 0),
        ("first-come", 0),
        ("random", 0),
        ("random", 1),
        ("partial-order", 0),
        ("priorities", 0),
        ("priorities", 1),
        ("impatient", 0),
        ("impatient", 1),
        ("first-come", 1),
        ("hand-over", 1),
        ("hand-over", 3),
    ),
    "usual": (
        ("round-robin", 0),
        ("hand-over", 0),
        ("random", 0),
        ("random", 1),
        ("priorities", 0),
        ("impatient", 0),
        ("first-come", 1),
        ("hand-over", 1),
    ),
    "brief": (("round-robin", 0), ("hand-over", 0)),
    "helpers": (("first-come", 1), ("first-come", 3)),  # threads that send what was put on queues are slow
}
OTHERS = (("random", 0),)

T = TypeVar("T")
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


REVERSALS = 3
"""Races of one scenario in which the other one is let go first, to see whether that does harm."""


def reversals(runs: Iterable[T], races_of: Callable[[T], tuple[Race, ...]]) -> Iterator[tuple[T, Race]]:
    """The races of these runs that are worth a run of their own, each pair of lines once, with the run."""
    told: set[tuple[str, ...]] = set()
    for run in runs:
        for race in races_of(run):
            lines = (race.key, *sorted(str(access.spot) for access in (race.first, race.second)))
            if lines not in told and len(told) < REVERSALS:
                told.add(lines)
                yield run, race
