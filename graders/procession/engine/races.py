"""Races: two accesses to one thing, by different processes, that nothing in the run puts in order.

Happened-before (Lamport, 1978) by vector clocks (Fidge; Mattern, 1988) over what the gates saw: the
order of each process's own steps, its start and its join, giving back a lock and then getting it, a
write to a pipe and the read of those bytes. Two accesses of which neither happened before the other
could have come in either order, or at once; if one of them changes something, that is a race, even in a
run in which no harm was done.

All threads of a process count as one, and who reads an end of file or is sent a signal counts as having
learnt from everybody, so a race may be missed here. A race alone never fails a submission: a verdict
needs a run in which a guarantee is broken (see strategies/reversal.py, which looks for one).
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from procession.engine.observation import Access, Observation, Race, Step

_ACCESSES = {"look", "file", "read", "write", "load", "fetch", "store"}
_BOTH_WAYS = ("sock", "link", "fd:")
T = TypeVar("T")
_MOST = 20  # races of one run that are told


@dataclass
class _Clock:
    """What one process can know of all: for each process, the last of its steps."""

    known: dict[str, int] = field(default_factory=dict)

    def learn(self, other: dict[str, int]) -> None:
        for process, step in other.items():
            if step > self.known.get(process, -1):
                self.known[process] = step


class Order:
    """Goes through the steps of a run and tells, at each, what its process can know of the others."""

    def __init__(self, seen: Observation) -> None:
        self.seen = seen
        self.alone = set(_steps_alone(seen))
        """Where a lock was taken for one access alone, or given back: that orders only these."""
        self.clocks: dict[str, _Clock] = {}
        self.parents = {process.id: process for process in seen.processes}
        self.locks: dict[str, _Clock] = {}
        self.pipes: dict[str, deque[tuple[dict[str, int], int]]] = {}
        self.starts: dict[str, list[tuple[int, dict[str, int]]]] = {}

    def steps(self) -> Iterator[tuple[Step, str, _Clock]]:
        """Each step, its process, and that process's clock, which includes what the step has taught it."""
        for step in self.seen.steps:
            process = step.process
            clock = self.clocks.get(process) or self._begin(process)
            clock.known[process] = step.index
            if not step.fired:
                self._take(step, clock)
                self._give(step, process, clock)
            yield step, process, clock

    def _begin(self, process: str) -> _Clock:
        clock = self.clocks[process] = _Clock()
        record = self.parents.get(process)
        for index, known in self.starts.get(record.parent if record else "", ()):
            if record and index < record.begun:
                clock.learn(known)
        if record is None or not record.parent:
            self._learn_all(clock)
        return clock

    def _take(self, step: Step, clock: _Clock) -> None:
        """What others have done before, as far as this step shows it."""
        if step.op in ("join", "alive"):
            child = step.key.removeprefix("proc:")
            record = self.parents.get(child)
            if child in self.clocks and record and record.ended is not None and record.ended <= step.index:
                clock.learn(self.clocks[child].known)
        elif step.op in ("acquire", "try") and step.index not in self.alone:
            if step.key.startswith("fd:"):
                self._learn_all(clock)  # a file's lock is given back unseen
            elif step.key in self.locks:
                clock.learn(self.locks[step.key].known)
        elif step.op == "recv":
            self._receive(step, clock)
        elif step.op in ("signalled", "begin") and step.key.startswith("proc"):
            self._learn_all(clock)

    def _give(self, step: Step, process: str, clock: _Clock) -> None:
        """What others can learn from this step later."""
        if step.op == "release" and step.index not in self.alone:
            self.locks.setdefault(step.key, _Clock()).learn(clock.known)
        elif step.op == "send":
            size = step.detail if type(step.detail) is int else 0
            self.pipes.setdefault(step.key, deque()).append((dict(clock.known), size))
        elif step.op == "start":
            self.starts.setdefault(process, []).append((step.index, dict(clock.known)))
        elif step.op == "signal":
            for other in self.clocks.values():
                other.learn(clock.known)

    def _receive(self, step: Step, clock: _Clock) -> None:
        """The writes whose bytes it has read; all of them where bytes can't be counted."""
        sent = self.pipes.get(step.key, deque())
        if step.key.startswith(_BOTH_WAYS) or type(step.detail) is not int:
            for known, _ in sent:
                clock.learn(known)
        elif step.detail == 0:
            self._learn_all(clock)
        else:
            for known, _ in take_bytes(sent, step.detail):
                clock.learn(known)

    def _learn_all(self, clock: _Clock) -> None:
        for other in self.clocks.values():
            clock.learn(other.known)


def _steps_alone(seen: Observation) -> Iterator[int]:
    for access in seen.accesses:
        if access.alone:
            yield access.step
            for step in seen.steps[access.step + 1 :]:
                if (step.thread, step.op, step.key) == (access.thread, "release", access.guard):
                    yield step.index
                    break


def take_bytes(queue: deque[tuple[T, int]], size: int) -> Iterator[tuple[T, bool]]:
    """Take `size` bytes off the head of a pipe's queue of (write, bytes).

    Gives each write that has a part in them, and whether its last byte is among them.
    """
    while queue and size > 0:
        what, there = queue.popleft()
        if there > size:
            queue.appendleft((what, there - size))
        yield what, there <= size
        size -= there


def races(seen: Observation) -> tuple[Race, ...]:
    """The races of a run, one for each pair of source lines, in the order in which they show."""
    before: dict[str, dict[tuple[object, ...], tuple[Access, str]]] = {}
    guarded = _by_step(seen.accesses)
    found: dict[tuple[object, ...], Race] = {}
    for step, process, clock in Order(seen).steps():
        for access in (*_own(step), *guarded.get(step.index, ())):
            accesses = before.setdefault(access.key, {})
            for earlier, other in accesses.values():
                if other != process and _conflict(earlier, access) and earlier.step > clock.known.get(other, -1):
                    found.setdefault(_lines(earlier, access), Race(access.key, earlier, access))
                    if len(found) >= _MOST:
                        return tuple(found.values())
            accesses[process, access.kind, access.spot] = access, process  # earlier ones come before it
    return tuple(found.values())


def _by_step(accesses: Iterable[Access]) -> dict[int, list[Access]]:
    found: dict[int, list[Access]] = {}
    for access in accesses:
        found.setdefault(access.step, []).append(access)
    return found


def _own(step: Step) -> Iterator[Access]:
    """The access that a step is by itself."""
    if step.fired:
        return
    if step.op == "print":
        yield Access.at(step, step.key, "append")
    elif step.op in _ACCESSES and isinstance(step.detail, str) and step.detail:
        yield Access.at(step, step.key, step.detail)


def _conflict(one: Access, other: Access) -> bool:
    return not one.kind == other.kind == "load"


def _lines(one: Access, other: Access) -> tuple[object, ...]:
    """What makes two races the same to a person: the thing, and the lines of both sides."""
    return one.key, *sorted((str(access.spot), access.kind) for access in (one, other))
