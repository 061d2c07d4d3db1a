"""First come: a thread goes on until it can't, then the next one. The calmest schedule there is."""

from collections.abc import Sequence

from procession.engine.strategies import LOOKS, Choice

_LOOKS_IN_A_ROW = 8


class FirstCome:
    """Stays with the current thread while it can go on; timers fire only when nothing else can.

    A thread that goes on looking lets the others go first: it may be polling for what they would do.
    """

    name = "first-come"

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.step = 0
        self.current = ""
        self.looks: dict[str, int] = {}
        self.back: dict[str, int] = {}

    def pick(self, choices: Sequence[Choice]) -> int:
        """The current thread if it can act, else the first that can, else the earliest timer."""
        best = self.best(choices)
        self.follow(choices[best])
        return best

    def best(self, choices: Sequence[Choice]) -> int:
        """What `pick` would return, without doing it."""
        acting = [index for index, choice in enumerate(choices) if not choice.fires]
        if acting:
            return min(acting, key=lambda index: self._rank(choices[index].thread))
        return min(range(len(choices)), key=lambda index: choices[index].deadline)

    def follow(self, chosen: Choice) -> None:
        """Go on from this choice."""
        self.step += 1
        self.current = chosen.thread
        self._count_looks(chosen)

    def _count_looks(self, chosen: Choice) -> None:
        thread = chosen.thread
        if chosen.op in LOOKS:
            self.looks[thread] = self.looks.get(thread, 0) + 1
        elif chosen.op != "wait":  # which is part of many a polling loop
            self.looks.pop(thread, None)
            self.back.pop(thread, None)
        if self.looks.get(thread, 0) >= _LOOKS_IN_A_ROW:
            self.back[thread] = self.step

    def _rank(self, thread: str) -> tuple[int, bool]:
        return self.back.get(thread, 0), thread != self.current
