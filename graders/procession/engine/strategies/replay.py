"""Replay: the choices of a stored schedule, once more."""

from collections.abc import Sequence

from procession.engine.observation import Schedule
from procession.engine.strategies import Choice
from procession.engine.strategies.first_come import FirstCome


class Replay:
    """Takes the stored choices; once the program does something else than it did, the rest is first-come."""

    name = "replay"

    def __init__(self, schedule: Schedule) -> None:
        self.seed = schedule.seed
        self.schedule = schedule
        self.step = 0
        self.left: int | None = None
        self.after = FirstCome()

    @property
    def diverged(self) -> int | None:
        """After a run: the first step at which it differed from the stored one, None if nowhere."""
        if self.left is None and self.step < len(self.schedule.picks):
            return self.step  # it ended too early
        return self.left

    def pick(self, choices: Sequence[Choice]) -> int:
        """The stored choice of this step."""
        step, self.step = self.step, self.step + 1
        if self.left is None:
            found = self._stored(step, choices)
            if found is not None:
                return found
            self.left = step
        return self.after.pick(choices)

    def _stored(self, step: int, choices: Sequence[Choice]) -> int | None:
        """The index of the choice that was taken then; None if there is none such now."""
        if step >= len(self.schedule.picks):
            return None
        stored = self.schedule.choice(step)
        for index, choice in enumerate(choices):
            if (choice.thread, choice.fires) == stored:
                return index
        return None
