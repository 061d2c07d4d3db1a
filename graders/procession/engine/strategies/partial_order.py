"""Partial-order sampling (Yuan, Yang and Gu, CAV 2018): random among orders that differ, not among steps.

A random walk decides anew at every step, so that an operation rarely stays behind while many others
pass it. Here each pending operation draws a priority once and keeps it, until one on the same object
has been done before it: then their order is settled, and it draws again. That samples the orders of
operations which depend on each other more evenly.
"""

import random
from collections.abc import Sequence

from procession.engine.strategies import Choice


class PartialOrder:
    """The pending operation of the highest priority; whoever raced with it draws a new one."""

    name = "partial-order"

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.random = random.Random(f"partial-order {seed}")
        self.priorities: dict[tuple[str, bool], float] = {}

    def pick(self, choices: Sequence[Choice]) -> int:
        """The choice of the highest priority."""
        mine = [(choice.thread, choice.fires) for choice in choices]
        self.priorities = {one: self.priorities[one] if one in self.priorities else self._draw() for one in mine}
        best = max(range(len(choices)), key=lambda index: self.priorities[mine[index]])
        chosen = choices[best]
        for choice, one in zip(choices, mine, strict=True):
            if choice.key == chosen.key or choice.thread == chosen.thread:
                del self.priorities[one]
        return best

    def _draw(self) -> float:
        return self.random.random()
