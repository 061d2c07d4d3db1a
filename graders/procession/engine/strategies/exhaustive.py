"""Exhaustive search: every schedule of a small scenario, once, or all with few preemptions.

Depth first and stateless, as in VeriSoft (Godefroid, POPL 1997): each run follows the choices of the
last one up to the deepest place where something else could have been chosen, and there chooses that.
Sleep sets (Godefroid, 1996, chapter 5) leave out schedules that differ from one already run only in the
order of operations on different locks, queues and pipes. With a bound on preemptions (Musuvathi and
Qadeer, PLDI 2007) they are not used, since together the two would miss schedules within the bound.

What a complete search does not prove: anything about other arguments, about what happens between two
gates, or about more preemptions than the bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from procession.engine.strategies import Choice

Identity = tuple[str, bool]
"""A choice within its run: which thread, and whether its time-out fires."""

_ON_ONE_OBJECT = {"acquire", "release", "try", "send", "recv", "poll"}
_KNOWN_OBJECTS = ("sem", "pipe")  # others may be two ends of one thing


@dataclass
class _Node:
    """One place of the current path: what was chosen there, what was before, what is still to be."""

    chosen: Identity
    done: list[Identity] = field(default_factory=list)
    todo: list[Identity] = field(default_factory=list)


class Search:
    """Hands out one strategy a run until all schedules have been run.

    `preemptions` bounds how often a thread is interrupted that could have gone on (None: no bound).
    `depth` is the number of choices after which nothing else is tried. `diverged` says that the
    program did something else on the same choices, which ends the search.
    """

    def __init__(self, preemptions: int | None = None, depth: int = 1000) -> None:
        self.preemptions = preemptions
        self.depth = depth
        self.runs = 0
        self.redundant = 0
        """Runs that only repeated others, since sleep sets saw it too late."""
        self.diverged = False
        self.cut = False
        """Some path was longer than `depth`."""
        self.path: list[_Node] = []

    @property
    def finished(self) -> bool:
        """Whether nothing is left to be tried, as far as `depth` goes."""
        return self.runs > 0 and not any(node.todo for node in self.path)

    @property
    def complete(self) -> bool:
        """Whether every schedule within the bound has been run."""
        return self.finished and not self.cut and not self.diverged

    def next(self) -> "Exhaustive | None":
        """The strategy of the next run; None when there is nothing more to run."""
        if self.diverged or self.finished:
            return None
        if self.runs:
            while not self.path[-1].todo:
                self.path.pop()
            node = self.path[-1]
            node.done.append(node.chosen)
            node.chosen = node.todo.pop(0)
        self.runs += 1
        return self.again()

    def again(self) -> "Exhaustive":
        """The strategy that `next` gave last, to run the same schedule once more."""
        return Exhaustive(self, self.runs - 1)


class Exhaustive:
    """One run of a search: its path as far as it goes, then the calmest choices, noting the others."""

    name = "exhaustive"

    def __init__(self, search: Search, seed: int) -> None:
        self.search = search
        self.seed = seed
        self.step = 0
        self.current = ""
        self.preempted = 0
        self.asleep: set[Identity] = set()
        self.redundant = False
        """Every choice at some place was asleep: the rest only repeats what has been run."""

    def pick(self, choices: Sequence[Choice]) -> int:
        """The choice of the search's path; below it the current thread if it can act, else the first."""
        able = {(choice.thread, choice.fires): choice for choice in choices}
        path = self.search.path
        if self.step < len(path):
            node = path[self.step]
            if node.chosen not in able:
                self.search.diverged = True
                return 0
        else:
            node = self._grow(able)
        self._go(node, able)
        self.step += 1
        return list(able).index(node.chosen)

    def _grow(self, able: dict[Identity, Choice]) -> _Node:
        """A new place at the end of the path."""
        order = sorted(able, key=lambda one: (one[1], one[0] != self.current))
        awake = [one for one in order if one not in self.asleep and self._within_bound(one, able)]
        if not awake and not self.redundant:
            self.redundant = True
            self.search.redundant += 1
        node = _Node(awake[0] if awake else order[0])
        if self.step >= self.search.depth:
            self.search.cut = self.search.cut or len(awake) > 1
        elif not self.redundant:
            node.todo = awake[1:]
        self.search.path.append(node)
        return node

    def _within_bound(self, one: Identity, able: dict[Identity, Choice]) -> bool:
        bound = self.search.preemptions
        return bound is None or self.preempted + self._preempts(one, able) <= bound

    def _preempts(self, one: Identity, able: dict[Identity, Choice]) -> bool:
        return one[0] != self.current and (self.current, False) in able

    def _go(self, node: _Node, able: dict[Identity, Choice]) -> None:
        """Take the choice of a place: who was asleep stays so unless it depends on what is done now."""
        chosen = able[node.chosen]
        if self.search.preemptions is None:
            sleepers = (self.asleep | set(node.done)) & set(able)
            self.asleep = {one for one in sleepers if independent(able[one], chosen)}
        self.preempted += self._preempts(node.chosen, able)
        self.current = chosen.thread


def independent(one: Choice, other: Choice) -> bool:
    """Whether two choices of different threads have the same effect in either order."""
    if one.thread == other.thread or one.fires or other.fires:
        return False
    return all(_on_one_object(choice) for choice in (one, other)) and one.key != other.key


def _on_one_object(choice: Choice) -> bool:
    return choice.op in _ON_ONE_OBJECT and choice.key.startswith(_KNOWN_OBJECTS) and "|" not in choice.key
