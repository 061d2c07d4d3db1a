"""Random priorities with change points, after PCT.

Source: S. Burckhardt, P. Kothari, M. Musuvathi, S. Nagarakatte: A Randomized Scheduler with
Probabilistic Guarantees of Finding Bugs, ASPLOS 2010. For n threads, k steps and depth d one run
finds a bug of depth d with probability at least 1/(n * k**(d-1)), given that k is not below the
real number of steps. Here k is what the caller expects: in grading, the length of an earlier run of
the same scenario, so the bound holds as far as the lengths agree.
"""

import random
from collections.abc import Sequence

from procession.engine.strategies import LOOKS, LOOKS_IN_A_ROW, Choice

DEPTH = 3


class Priorities:
    """The thread of highest priority goes; at `DEPTH` - 1 random steps it drops to the lowest.

    A thread that goes on looking, or firing its timers, while nobody else moves drops too: otherwise
    one that polls would keep everybody else from ever moving. A single look is no reason: an Event's or
    a Condition's methods are full of them.
    """

    name = "priorities"

    def __init__(self, seed: int = 0, steps: int = 150) -> None:
        self.seed = seed
        self.random = random.Random(f"priorities {seed}")
        self.priority: dict[str, float] = {}
        self.changes = {self.random.randrange(1, max(steps, 2)) for _ in range(DEPTH - 1)}
        self.step = 0
        self.lowest = 0.0
        self.current = ""
        self.looks = 0

    def pick(self, choices: Sequence[Choice]) -> int:
        """The choice of the thread with the highest priority."""
        self.step += 1
        for choice in choices:
            self.priority.setdefault(choice.thread, 1.0 + self.random.random())
        best = max(range(len(choices)), key=lambda index: self.priority[choices[index].thread])
        chosen = choices[best]
        if chosen.thread != self.current:
            self.current, self.looks = chosen.thread, 0
        self.looks += chosen.fires or chosen.op in LOOKS
        if self.step in self.changes or self.looks >= LOOKS_IN_A_ROW:
            self.lowest -= 1.0
            self.priority[chosen.thread] = self.lowest
            self.looks = 0
        return best
