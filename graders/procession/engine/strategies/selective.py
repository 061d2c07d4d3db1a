"""Selectively uniform random walk: uniform among the orders in which some objects are used.

Source: H. Zhao, D. Wolff, U. Mathur, A. Roychoudhury: Selectively Uniform Concurrency Testing, ASPLOS 2025.
A plain random walk prefers some orders by far: of a thread with two steps to go and one with twenty it
takes both as often. Here the thread that uses one of the objects next is drawn in proportion to how often
each will still use them, and the others stop short of it; what does not touch them goes at random. The
numbers are those of an earlier run of the same scenario, so the sampling is as even as the runs are alike.
The objects are others in each run, some of those that more than one thread uses. (The authors let the
user say which events are of interest, or take one variable.)
"""

import random
from collections.abc import Sequence

from procession.engine.observation import Profile
from procession.engine.strategies import LOOKS, LOOKS_IN_A_ROW, Choice


class Selective:
    """Uniform among the orders of uses of some objects; `profile` is of an earlier run."""

    name = "selective"

    def __init__(self, seed: int = 0, profile: Profile = Profile()) -> None:  # noqa: B008  it is frozen
        self.seed = seed
        self.random = random.Random(f"selective {seed}")
        shared = sorted(key for key, uses in profile.uses.items() if len(uses) > 1)
        self.chosen = set(self.random.sample(shared, self.random.randint(1, len(shared)))) if shared else set()
        self.left: dict[str, int] = {}
        for key in self.chosen:
            for thread, uses in profile.uses[key].items():
                self.left[thread] = self.left.get(thread, 0) + uses
        self.seen: set[str] = set()
        self.intended = ""
        self.looks = 0

    def pick(self, choices: Sequence[Choice]) -> int:
        """A random choice among those that don't touch the objects and the intended thread's."""
        self.seen.update(choice.thread for choice in choices)
        uses = [self._uses(choice) for choice in choices]
        if not self.intended:
            self.intended = self._draw(sorted(self.seen))
        if self.looks >= LOOKS_IN_A_ROW or all(choice.thread != self.intended for choice in choices):
            # It has to wait, or waits by polling, perhaps for somebody who is kept from an object.
            self.looks = 0
            self.intended = self._draw([c.thread for c, use in zip(choices, uses, strict=True) if use])
        allowed = [i for i, choice in enumerate(choices) if not uses[i] or choice.thread == self.intended]
        best = self.random.choice(allowed)
        self.looks = self.looks + 1 if choices[best].fires or choices[best].op in LOOKS else 0
        if uses[best]:
            thread = choices[best].thread
            self.left[thread] = max(self.left.get(thread, 0) - 1, 0)
            self.intended = ""
        return best

    def _uses(self, choice: Choice) -> bool:
        return not choice.fires and choice.op != "release" and choice.key in self.chosen

    def _draw(self, threads: Sequence[str]) -> str:
        """One of these, by how many uses it and those that it has not yet started have to go; "" of none."""
        if not threads:
            return ""
        weights = [self.left.get(thread, 0) + self._unborn(thread) for thread in threads]
        return self.random.choices(threads, weights if any(weights) else None)[0]

    def _unborn(self, thread: str) -> int:
        if thread != "main":
            return 0
        return sum(number for other, number in self.left.items() if other not in self.seen)
