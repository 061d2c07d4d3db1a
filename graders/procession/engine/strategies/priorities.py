"""Random priorities with change points, after PCT.

Source: S. Burckhardt, P. Kothari, M. Musuvathi, S. Nagarakatte: A Randomized Scheduler with
Probabilistic Guarantees of Finding Bugs, ASPLOS 2010. For n threads, k steps and depth d one run
finds a bug of depth d with probability at least 1/(n * k**(d-1)), given that k is not below the
real number of steps. Here k counts only the steps at which more than one thread could go, since nowhere
else a change of priorities changes anything; it is what an earlier run of the same scenario had, so the
bound holds as far as the runs agree.
"""

import random
from collections.abc import Sequence

from procession.engine.strategies import LOOKS, Choice

DEPTH = 3
_LOOKS_IN_A_ROW = 8


class Priorities:
    """The thread of highest priority goes; at `DEPTH` - 1 random contested steps it drops to the lowest.

    A thread that goes on looking, or firing its timers, while nobody else moves drops too: otherwise
    one that polls would keep everybody else from ever moving. A single look is no reason: an Event's or
    a Condition's methods are full of them.
    """

    name = "priorities"

    def __init__(self, seed: int = 0, contested: int = 100) -> None:
        self.seed = seed
        self.random = random.Random(f"priorities {seed}")
        self.priority: dict[str, float] = {}
        self.changes = {self.random.randrange(1, max(contested, 2)) for _ in range(DEPTH - 1)}
        self.contested = 0
        self.lowest = 0.0
        self.current = ""
        self.looks = 0

    def pick(self, choices: Sequence[Choice]) -> int:
        """The choice of the thread with the highest priority."""
        contested = len({choice.thread for choice in choices}) > 1
        self.contested += contested
        for choice in choices:
            self.priority.setdefault(choice.thread, 1.0 + self.random.random())
        best = max(range(len(choices)), key=lambda index: self.priority[choices[index].thread])
        chosen = choices[best]
        if chosen.thread != self.current:
            self.current, self.looks = chosen.thread, 0
        self.looks += chosen.fires or chosen.op in LOOKS
        if (contested and self.contested in self.changes) or self.looks >= _LOOKS_IN_A_ROW:
            self.lowest -= 1.0
            self.priority[chosen.thread] = self.lowest
            self.looks = 0
        return best
