"""First come: a thread goes on until it can't, then the next one. The calmest schedule there is."""

from collections.abc import Sequence

from procession.engine.strategies import LOOKS, Choice, EarlyTimers, Looks

_PATIENCE = 30
"""Choices after which a slow helper goes: whoever polls may be waiting for what it would do."""


class FirstCome:
    """Stays with the current thread while it can go on; timers fire only when nothing else can.

    A thread that goes on looking lets the others go first: it may be polling for what they would do.

    With an odd seed the helper threads of a process, such as the one that moves what was put on a Queue
    into its pipe, are slow: they go when nobody else can, and some time-outs end before. So
    whoever takes an empty pipe for an empty queue is seen. With seed 3 the youngest helper goes first:
    what one process has put comes after what another has put later.
    """

    name = "first-come"

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.step = 0
        self.current = ""
        self.looks = Looks(frozenset({"wait"}))  # which is part of many a polling loop
        self.passed = 0
        """Choices since a slow helper has gone."""
        self.early = EarlyTimers()

    def pick(self, choices: Sequence[Choice]) -> int:
        """The current thread if it can act, else the first that can, else the earliest timer."""
        best = self.best(choices)
        self.early.count(choices[best].fires and not all(choice.fires for choice in choices))
        self.follow(choices[best])
        return best

    def best(self, choices: Sequence[Choice]) -> int:
        """What `pick` would return, without doing it."""
        acting = [index for index, choice in enumerate(choices) if not choice.fires]
        timers = [index for index, choice in enumerate(choices) if choice.fires]
        best = min(acting, key=lambda index: self._rank(choices[index].thread, index), default=-1)
        if not acting or (timers and self.early.left and self._helps(choices[best].thread)):
            return min(timers, key=lambda index: choices[index].deadline)
        return best

    def follow(self, chosen: Choice) -> None:
        """Go on from this choice."""
        self.step += 1
        self.current = chosen.thread
        self.passed = 0 if self._helps(chosen.thread) else self.passed + 1
        self.looks.count(chosen.thread, chosen.op, chosen.op in LOOKS, self.step)

    def _rank(self, thread: str, place: int) -> tuple[int, bool, bool, int]:
        late = self._helps(thread) == (self.passed < _PATIENCE)  # later on it is the others who wait
        place = -place if self.seed == 3 and self._helps(thread) else place
        return self.looks.back.get(thread, 0), late and self.seed % 2 == 1, thread != self.current, place

    def _helps(self, thread: str) -> bool:
        """Whether it is a slow helper."""
        return self.seed % 2 == 1 and "~" in thread
