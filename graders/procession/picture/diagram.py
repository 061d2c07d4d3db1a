"""What a space-time diagram shows, as plain data.

Every rendering (text, page, trace) draws the same `Diagram`, so they can't tell different stories.
The form is Lamport's ("Time, clocks, and the ordering of events", 1978): a line for each process, and
an arrow for whatever orders two of them.

Time is counted in steps, the choices of the scheduler. What lasts begins right after a step and ends
right after another, since between two choices nothing moves: a stretch from 3 to 7 is caused by step
3 and ended by step 7. -1 is before the first step; an `end` of None is never.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar


@dataclass(frozen=True)
class Lane:
    """One process, or one helper thread within a process."""

    id: str
    label: str
    process: str
    begin: int
    end: int | None
    stuck: str
    """What it waits for in vain when the run ends, or ""."""

    @property
    def helper(self) -> bool:
        """Whether it is a thread beside its process's main thread."""
        return self.id != self.process


@dataclass(frozen=True)
class Mark:
    """One step in its lane."""

    step: int
    lane: str
    op: str
    words: str
    file: str
    """The submission's file from which the step came, or ""."""
    line: int
    source: str
    """The text of that line."""
    fired: bool
    """A time-out or sleep ended, instead of an operation being done."""
    before: str
    """What it did since its last step: waited, or was passed over; or ""."""
    unread: int = 0
    """How many of the bytes that it wrote were still there at the end of the run."""

    @property
    def place(self) -> str:
        """ "file:line" in the submission, or ""."""
        return f"{self.file}:{self.line}" if self.file else ""


@dataclass(frozen=True)
class Arrow:
    """Something that orders two lanes."""

    kind: str
    """message | start | join | lock (given back by one, and then had by one that waited for it)"""
    from_lane: str
    from_step: int
    to_lane: str
    to_step: int
    what: str = ""
    """What went along, as far as it is known: "9 bytes through pipe 1"."""
    label: str = ""
    """The same where there is little room."""


@dataclass(frozen=True)
class Bar:
    """A lock held by a lane."""

    lane: str
    lock: str
    begin: int
    end: int | None
    depth: int = 0
    """How many others the lane held when it got this one."""


@dataclass(frozen=True)
class Stretch:
    """A time in which a lane did not move."""

    lane: str
    kind: str
    """blocked: it could not go on · asleep: the same, until a time · parked: it could, and others were chosen"""
    begin: int
    end: int | None
    words: str
    label: str = ""
    """What it waits for, where there is little room."""


@dataclass(frozen=True)
class Place:
    """Where the guarantee broke, or what can be said of it: at a step, or (None) at the end of the run."""

    step: int | None
    lane: str
    words: str
    """A sentence, which says whom it is about."""
    file: str = ""
    """Where in the submission, if it is not the line of that step."""
    line: int = 0
    waits_on: str = ""
    """The lane that would have to go on first, where one can be named."""


@dataclass(frozen=True)
class Source:
    """A file of the submission."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Diagram:
    """One run, ready to be drawn."""

    title: str
    ending: str
    broken: str
    """The guarantee that the run breaks, in words, or ""."""
    length: int
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    arrows: tuple[Arrow, ...]
    bars: tuple[Bar, ...]
    stretches: tuple[Stretch, ...] = ()
    """In the order in which they began; those of one lane do not overlap."""
    places: tuple[Place, ...] = ()
    sources: tuple[Source, ...] = field(default=(), repr=False)

    def until(self, end: int | None) -> int:
        """The step at which something ends; what never does goes on to the end of the run."""
        return self.length if end is None else end

    def lives(self, lane: Lane, step: int) -> bool:
        """Whether a lane's process or thread is there at a step."""
        return lane.begin < step <= self.until(lane.end)

    def holds(self, lane: str, step: int) -> bool:
        """Whether a lane holds a lock at a step."""
        return any(bar.begin <= step <= self.until(bar.end) for bar in self._bars.get(lane, ()))

    def rests(self, lane: str, step: int) -> str:
        """The kind of stretch that a lane is in at a step of somebody else's; "" for none."""
        mine = self._stretches.get(lane, [])
        before = bisect_left(mine, step, key=lambda stretch: stretch.begin)
        if not before:
            return ""
        stretch = mine[before - 1]
        return stretch.kind if step <= self.until(stretch.end) else ""

    def label(self, lane: str) -> str:
        """What a lane is called."""
        return self._labels.get(lane, lane)

    def told(self, tell: Callable[[str], str]) -> "Diagram":
        """The same in another language, as far as a text shows it."""
        return replace(
            self,
            lanes=tuple(replace(lane, label=tell(lane.label), stuck=tell(lane.stuck)) for lane in self.lanes),
            marks=tuple(replace(mark, words=tell(mark.words)) for mark in self.marks),
            places=tuple(replace(place, words=tell(place.words)) for place in self.places),
            broken=tell(self.broken),
            ending=tell(self.ending),
        )

    @property
    def untold(self) -> str:
        """What `broken` says beyond the places: all of it, or its first line where they quote the rest."""
        if self.places and all(place.words in self.broken for place in self.places):
            return self.broken.partition("\n")[0]
        return self.broken

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {lane.id: lane.label for lane in self.lanes}

    @cached_property
    def _bars(self) -> dict[str, list[Bar]]:
        return _by_lane(self.bars)

    @cached_property
    def _stretches(self) -> dict[str, list[Stretch]]:
        return _by_lane(self.stretches)

    @cached_property
    def broken_steps(self) -> dict[int, str]:
        """The steps at which the guarantee broke, with words."""
        found: dict[int, str] = {}
        for place in self.places:
            if place.step is not None:
                found[place.step] = "; ".join(filter(None, (found.get(place.step), place.words)))
        return found


_Thing = TypeVar("_Thing", Bar, Stretch)


def _by_lane(things: tuple[_Thing, ...]) -> dict[str, list[_Thing]]:
    found: dict[str, list[_Thing]] = {}
    for thing in things:
        found.setdefault(thing.lane, []).append(thing)
    return found
