"""Guided: the calmest schedule but for a few deviations from it.

Any schedule is the calm one and the places where it does something else. Named by what a thread has done so
far, and not by the number of a step, such a place can still be found when other deviations are left out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from procession.engine.strategies import Choice, Strategy
from procession.engine.strategies.first_come import FirstCome

Place = tuple[str, int]
"""A thread, and how many steps it has done: the moment after that step."""
Identity = tuple[str, bool]
"""Which thread goes, and whether its time-out fires."""


class Calm(FirstCome):
    """First-come, and who sleeps wakes up at once: the schedule with the fewest switches."""

    def best(self, choices: Sequence[Choice]) -> int:
        """The current thread if it can act or only sleeps, else as first-come."""
        for index, choice in enumerate(choices):
            if choice.thread == self.current and choice.op == "sleep" and self.current not in self.looks.back:
                return index
        return super().best(choices)


class _Places:
    """Keeps count of where a run is."""

    def __init__(self) -> None:
        self.calm = Calm()
        self.done: Counter[str] = Counter()

    @property
    def here(self) -> Place:
        return self.calm.current, self.done[self.calm.current]

    def go(self, choice: Choice) -> None:
        self.calm.follow(choice)
        self.done[choice.thread] += 1


class Recorder:
    """Lets another strategy choose and takes down where it deviates from the calm schedule."""

    def __init__(self, inner: Strategy) -> None:
        self.inner = inner
        self.name, self.seed = inner.name, inner.seed
        self.places = _Places()
        self.deviations: dict[Place, Identity] = {}

    def pick(self, choices: Sequence[Choice]) -> int:
        """The choice of the other strategy."""
        best = self.inner.pick(choices)
        chosen = choices[best]
        if best != self.places.calm.best(choices):
            self.deviations[self.places.here] = chosen.thread, chosen.fires
        self.places.go(chosen)
        return best


class Guided:
    """The calm schedule with the given deviations; one that is not possible when its place comes is left out."""

    name = "guided"

    def __init__(self, deviations: Mapping[Place, Identity], seed: int = 0) -> None:
        self.seed = seed
        self.deviations = deviations
        self.places = _Places()

    def pick(self, choices: Sequence[Choice]) -> int:
        """The deviation of this place if it is possible, else the calm choice."""
        best = self.places.calm.best(choices)
        wanted = self.deviations.get(self.places.here)
        for index, choice in enumerate(choices):
            if (choice.thread, choice.fires) == wanted:
                best = index
        self.places.go(choices[best])
        return best
