"""Random walk: a seeded choice at every step, with a seeded liking for staying where one is."""

import random
from collections.abc import Sequence

from procession.engine.strategies import Choice


class RandomWalk:
    """Chooses uniformly, except that it stays with the current thread with probability `stay`.

    `stay` is drawn once a run: short bursts find atomicity bugs, long ones find ordering bugs.
    """

    name = "random"

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.random = random.Random(f"random walk {seed}")
        self.stay = self.random.choice((0.0, 0.3, 0.6, 0.85))
        self.current = ""

    def pick(self, choices: Sequence[Choice]) -> int:
        """Stay with the current thread, or take any choice."""
        if self.random.random() < self.stay:
            for index, choice in enumerate(choices):
                if choice.thread == self.current and not choice.fires:
                    return index
        best = self.random.randrange(len(choices))
        self.current = choices[best].thread
        return best
