"""Impatient: whoever came first is quick, whoever it has started is slow, and time-outs end at once.

Finds what is right only if others are quick enough: a `join` that waits for a second, a `sleep` in the place of
one, an end signal that is put when the producers should be done.
"""

from collections.abc import Sequence

from procession.engine.strategies import LOOKS, Choice, Looks

_PARTS_OF_A_LOOK = frozenset({"wait", "acquire", "release"})
"""What a polling loop may do besides: an Event or a Queue takes a lock for every look."""


class Impatient:
    """The main thread goes if it can, be it by its time-out, else the thread that has been there longest.

    With an odd seed it is not the eldest but the youngest that goes after main: those who were started
    last take before those who were started first have put. Whoever goes on looking, or having time-outs, steps
    back until it has done something else: it may be waiting for what the others would do.
    """

    name = "impatient"

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.step = 0
        self.age: dict[str, int] = {}
        self.looks = Looks(_PARTS_OF_A_LOOK)

    def pick(self, choices: Sequence[Choice]) -> int:
        """The first of the threads that have not stepped back, its time-out rather than its operation."""
        self.step += 1
        for choice in choices:
            self.age.setdefault(choice.thread, len(self.age))
        best = min(range(len(choices)), key=lambda index: self._rank(choices[index]))
        chosen = choices[best]
        self.looks.count(chosen.thread, chosen.op, chosen.fires or chosen.op in LOOKS, self.step)
        return best

    def _rank(self, choice: Choice) -> tuple[int, bool, bool, int, bool]:
        back, age = self.looks.back.get(choice.thread, 0), self.age[choice.thread]
        order = -age if self.seed % 2 else age
        return back, choice.fires and back > 0, age > 0, order, not choice.fires
