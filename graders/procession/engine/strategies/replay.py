"""Replay: the choices of a stored schedule, once more."""

from collections.abc import Sequence

from procession.engine.observation import Schedule
from procession.engine.strategies import Choice
from procession.engine.strategies.first_come import FirstCome


class Replay:
    """Takes the stored choices; `diverged` is the first step at which that was impossible.

    After the stored choices have run out, or once the program does something else than it did, the
    rest is first-come.
    """

    name = "replay"

    def __init__(self, schedule: Schedule) -> None:
        self.seed = schedule.seed
        self.schedule = schedule
        self.step = 0
        self.diverged: int | None = None
        self.after = FirstCome()

    def pick(self, choices: Sequence[Choice]) -> int:
        """The stored choice of this step."""
        step, self.step = self.step, self.step + 1
        if self.diverged is None and step < len(self.schedule.picks):
            stored = self.schedule.picks[step]
            fires, number = (True, ~stored) if stored < 0 else (False, stored)
            wanted = self.schedule.threads[number]
            for index, choice in enumerate(choices):
                if choice.thread == wanted and choice.fires == fires:
                    return index
            self.diverged = step
        return self.after.pick(choices)
