"""Round-robin adversary: whoever has waited longest goes, so everybody is switched at every gate."""

from collections.abc import Sequence

from procession.engine.strategies import Choice


class RoundRobin:
    """Lets each thread do `seed` + 1 operations in turn; the turn goes to the one least recently let go.

    A pending time-out counts as an operation, so timers fire as early as anything else happens, but it
    ends the turn.
    """

    name = "round-robin"

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.step = 0
        self.last: dict[str, int] = {}
        self.current = ""
        self.left = 0
        """Operations of the current thread's turn."""

    def pick(self, choices: Sequence[Choice]) -> int:
        """The current thread while its turn lasts, else the choice whose thread has waited longest."""
        self.step += 1
        able = [index for index, choice in enumerate(choices) if choice.thread == self.current and not choice.fires]
        if self.left and able:
            best = able[0]
        else:
            best = min(range(len(choices)), key=lambda index: self.last.get(choices[index].thread, 0))
            self.left = self.seed + 1
        self.current = choices[best].thread
        self.left -= 1
        self.last[self.current] = self.step
        return best
