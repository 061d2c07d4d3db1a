"""Strategies: who goes next. One small file each, behind one small interface.

A strategy is fresh for each run. It sees the choices that exist now, in a fixed order, and returns
the index of one. What it was shown and what it chose is a pure function of the program and the
strategy's seed, which is what makes a schedule replayable.

What a pass does not prove: a strategy samples schedules at the granularity of gates. A race between
two operations that no gate separates, or in a schedule that was not run, stays unseen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from procession.engine.observation import Profile

LOOKS = {"poll", "try", "alive", "spin", "look", "load"}
"""Operations that change nothing for others: whoever repeats them may be waiting for somebody."""
LOOKS_IN_A_ROW = 8
"""Of these, or of time-outs, after which a strategy that prefers somebody lets others go."""


@dataclass(frozen=True)
class Choice:
    """One thing that could happen next: a thread does its operation, or its time-out fires."""

    thread: str
    op: str
    key: str
    """The object, by a name that is the same in each run."""
    fires: bool
    deadline: float
    """Virtual time at which its timer ends; 0.0 when it waits for none."""


class Looks:
    """Who goes on looking, and so steps back until it has done something else: it may be waiting for the others.

    `parts` are operations that belong to a look, such as the lock that it takes: they count neither way.
    """

    def __init__(self, parts: frozenset[str]) -> None:
        self.parts = parts
        self.counts: dict[str, int] = {}
        self.back: dict[str, int] = {}
        """The step at which a thread has stepped back."""

    def count(self, thread: str, op: str, looks: bool, step: int) -> None:
        """Take note of what a thread has done in this step, and whether it was a look."""
        if looks:
            self.counts[thread] = self.counts.get(thread, 0) + 1
        elif op not in self.parts:
            self.counts.pop(thread, None)
            self.back.pop(thread, None)
        if self.counts.get(thread, 0) >= LOOKS_IN_A_ROW:
            self.back[thread] = step


class EarlyTimers:
    """Timers that end although somebody could go, for strategies in which some are slow: a few in a row, and in all.

    With many more a run in which somebody polls would look as if everybody only polled (`Ledger.nothing_new`), and
    who polls for what the slow ones would do would never see it.
    """

    in_a_row, in_all = 3, 30

    def __init__(self) -> None:
        self.row = self.all = 0

    @property
    def left(self) -> bool:
        """Whether one more may end early."""
        return self.row < self.in_a_row and self.all < self.in_all

    def count(self, early: bool) -> None:
        """Take note of a choice."""
        self.row = self.row + 1 if early else 0
        self.all += early


class Strategy(Protocol):
    """Chooses among what could happen next."""

    name: str
    seed: int

    def pick(self, choices: Sequence[Choice]) -> int:
        """Return the index of the choice to take; `choices` is never empty."""
        ...


def make(name: str, seed: int, profile: Profile = Profile()) -> Strategy:  # noqa: B008  it is frozen
    """Return a fresh strategy by its name; KeyError for an unknown one.

    `profile` is of an earlier run of the same scenario, for strategies that spread what they do over it.
    """
    from procession.engine.strategies.first_come import FirstCome
    from procession.engine.strategies.hand_over import HandOver
    from procession.engine.strategies.impatient import Impatient
    from procession.engine.strategies.partial_order import PartialOrder
    from procession.engine.strategies.priorities import Priorities
    from procession.engine.strategies.random_walk import RandomWalk
    from procession.engine.strategies.round_robin import RoundRobin
    from procession.engine.strategies.selective import Selective

    makers: dict[str, Callable[[], Strategy]] = {
        "first-come": lambda: FirstCome(seed),
        "round-robin": lambda: RoundRobin(seed),
        "hand-over": lambda: HandOver(seed),
        "impatient": lambda: Impatient(seed),
        "random": lambda: RandomWalk(seed),
        "partial-order": lambda: PartialOrder(seed),
        "priorities": lambda: Priorities(seed, profile.steps),
        "selective": lambda: Selective(seed, profile),
    }
    return makers[name]()
