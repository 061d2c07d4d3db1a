"""Round-robin adversary: whoever has waited longest goes, so everybody is switched at every gate."""

from collections.abc import Sequence

from procession.engine.strategies import Choice


class RoundRobin:
    """Lets each thread do one operation in turn; the turn goes to the one least recently let go.

    A pending time-out counts as an operation, so timers fire as early as anything else happens.
    `seed` rotates the order in which threads that have never run come to their first turn.
    """

    name = "round-robin"

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.turn = 0
        self.last: dict[str, int] = {}

    def pick(self, choices: Sequence[Choice]) -> int:
        """The choice whose thread has waited longest."""
        self.turn += 1
        start = self.seed % len(choices)
        order = [(index + start) % len(choices) for index in range(len(choices))]
        best = min(order, key=lambda index: self.last.get(choices[index].thread, 0))
        self.last[choices[best].thread] = self.turn
        return best
