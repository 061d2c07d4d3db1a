"""Reversal: a run once more up to a race, and there the other one goes first.

After race-directed testing (Sen: Race Directed Random Testing of Concurrent Programs, PLDI 2008): a race
that did no harm in the order in which it came may do some in the other. Whoever came first is held just
before its access until the other has done its own.
"""

from collections.abc import Sequence

from procession.engine.observation import Race, Schedule
from procession.engine.strategies import Choice
from procession.engine.strategies.replay import Replay


class Reversal:
    """Replays `schedule` up to the first access of `race`, which then waits for the second one.

    If the second one can't be reached without the first, the rest is first-come.
    """

    name = "reversal"

    def __init__(self, schedule: Schedule, race: Race, seed: int = 0) -> None:
        self.seed = seed
        self.held = race.first.thread
        self.other = race.second.thread
        self.replay = Replay(Schedule(schedule.strategy, seed, schedule.threads, schedule.picks[: race.first.step]))
        between = range(race.first.step, race.second.step + 1)
        self.left = sum(schedule.choice(step)[0] == self.other for step in between)
        """Steps that the other one has yet to do until its access is done."""

    def pick(self, choices: Sequence[Choice]) -> int:
        """The stored choice, then anybody but the one that is held, the other one first."""
        if self.replay.step < len(self.replay.schedule.picks) or self.left <= 0:
            return self.replay.pick(choices)
        free = [index for index, choice in enumerate(choices) if choice.thread != self.held]
        if not free:
            self.left = 0  # it can't be reversed
            return self.replay.pick(choices)
        best = min(free, key=lambda index: (choices[index].thread != self.other, choices[index].fires))
        self.left -= choices[best].thread == self.other
        return best
