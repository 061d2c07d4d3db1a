"""What a space-time diagram shows, as plain data: lanes, steps, messages, held locks, who is stuck.

Time is counted in steps, the choices of the scheduler. Every rendering (text, page, trace) draws the
same `Diagram`, so they can't tell different stories. The form is Lamport's ("Time, clocks, and the
ordering of events", 1978): a line for each process, and an arrow for whatever orders two of them.
"""

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from procession.engine.observation import Observation, Step
from procession.report import clean
from procession.words import source_line, words

_LOCKS = ("Lock", "RLock")
_MOST_PRINTED = 40  # characters of a piece of output


@dataclass(frozen=True)
class Lane:
    """One process, or one helper thread within a process. Times are indices of steps."""

    id: str
    label: str
    process: str
    begun: int
    ended: int | None
    stuck: str
    """What it waits for in vain when the run ends, or ""."""


@dataclass(frozen=True)
class Mark:
    """One step in its lane."""

    step: int
    lane: str
    op: str
    words: str
    place: str
    """"file:line" in the submission, or ""."""
    source: str
    """The text of that line."""
    fired: bool


@dataclass(frozen=True)
class Arrow:
    """Something that orders two lanes: "message", "start" or "join"."""

    kind: str
    from_lane: str
    from_step: int
    to_lane: str
    to_step: int


@dataclass(frozen=True)
class Bar:
    """A lock held by a lane; `end` is None if it was never given back."""

    lane: str
    lock: str
    begin: int
    end: int | None


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

    def until(self, end: int | None) -> int:
        """The step at which something ends; what never does goes on to the end of the run."""
        return self.length if end is None else end

    def holds(self, lane: str, step: int) -> bool:
        """Whether a lane holds a lock at a step."""
        return any(bar.lane == lane and bar.begin <= step <= self.until(bar.end) for bar in self.bars)

    def lives(self, lane: Lane, step: int) -> bool:
        """Whether a lane's process is there at a step."""
        return lane.begun <= step <= self.until(lane.ended)


def _plain(text: str) -> str:
    """What came from a submission, on one line and without control characters."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def draw(seen: Observation, source: Path, title: str, broken: str = "") -> Diagram:
    """The diagram of a run of the submission whose files are in the folder `source`."""
    sources = {step.spot: source_line(step.spot, source) or "" for step in seen.steps}
    printed = {piece.step: piece.text for piece in seen.written}
    return Diagram(
        title=title,
        ending=seen.ending + (f" ({_plain(seen.reason)})" if seen.reason else ""),
        broken=clean(broken),
        length=len(seen.steps),
        lanes=tuple(_lanes(seen)),
        marks=tuple(_mark(step, seen, sources[step.spot], printed.get(step.index, "")) for step in seen.steps),
        arrows=tuple(sorted(_messages(seen) + _family(seen), key=lambda arrow: (arrow.to_step, arrow.from_step))),
        bars=tuple(_bars(seen)),
    )


def _lanes(seen: Observation) -> list[Lane]:
    """Processes in the order of their start, each followed by those of its threads that did a step."""
    stuck = {waiting.who: str(waiting) for waiting in seen.waiting}
    processes = [("main", 0, None), *((one.id, one.begun, one.ended) for one in seen.processes)]
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for step in seen.steps:
        first.setdefault(step.thread, step.index)
        last[step.thread] = step.index
    found = []
    for process, begun, ended in processes:
        found.append(_lane(seen, process, process, begun, ended, stuck))
        helpers = [thread for thread in first if thread.partition("~")[0] == process and thread != process]
        for thread in helpers:
            label = seen.names.get(thread, thread)
            until = None if label in stuck else last[thread]
            found.append(_lane(seen, thread, process, first[thread], until, stuck))
    return found


def _lane(seen: Observation, lane: str, process: str, begun: int, ended: int | None, stuck: dict[str, str]) -> Lane:
    label = seen.names.get(lane, lane)
    return Lane(lane, _plain(label), process, begun, ended, _plain(stuck.get(label, "")))


def _mark(step: Step, seen: Observation, source: str, printed: str) -> Mark:
    return Mark(
        step=step.index,
        lane=step.thread,
        op=step.op,
        words=_plain(words(step, seen) + (f" {printed[:_MOST_PRINTED]!r}" if printed else "")),
        place=_plain(str(step.spot)) if step.spot else "",
        source=_plain(source),
        fired=step.fired,
    )


def _messages(seen: Observation) -> list[Arrow]:
    """An arrow from each write to the read that took its last byte.

    Bytes come out of a pipe in the order in which they went in, so counting them tells which write
    a read belongs to, whoever reads.
    """
    under_way: dict[str, deque[tuple[Step, int]]] = {}
    found = []
    for step in seen.steps:
        if step.fired or type(step.detail) is not int or not step.key.startswith("pipe"):
            continue
        queue = under_way.setdefault(step.key, deque())
        if step.op == "send":
            queue.append((step, step.detail))
        elif step.op == "recv":
            left = step.detail
            while queue and left > 0:
                sent, size = queue.popleft()
                if size > left:
                    queue.appendleft((sent, size - left))
                else:
                    found.append(Arrow("message", sent.thread, sent.index, step.thread, step.index))
                left -= size
    return found


def _family(seen: Observation) -> list[Arrow]:
    """Arrows from each start to the new process's first step, and from its last one to who joins it."""
    known = {process.id: process for process in seen.processes}
    begins: dict[str, Step] = {}
    lasts: dict[str, Step] = {}
    for step in seen.steps:
        begins.setdefault(step.thread, step)
        lasts[step.thread] = step
    found = []
    for process in seen.processes:
        starts = [
            step
            for step in seen.steps
            if step.op == "start" and _of(step) == process.parent and step.index < process.begun
        ]
        if starts and process.id in begins:
            found.append(Arrow("start", starts[-1].thread, starts[-1].index, process.id, begins[process.id].index))
    for step in seen.steps:
        child = known.get(step.key.removeprefix("proc:")) if step.op == "join" and not step.fired else None
        if child is not None and child.id in lasts and lasts[child.id].index < step.index:
            found.append(Arrow("join", child.id, lasts[child.id].index, step.thread, step.index))
    return found


def _of(step: Step) -> str:
    return step.thread.partition("~")[0]


def _bars(seen: Observation) -> list[Bar]:
    """The stretches in which a lock was held; semaphores that count are no locks."""
    open_bars: dict[str, tuple[str, int]] = {}
    found = []
    for step in seen.steps:
        if step.fired or step.detail not in _LOCKS:
            continue
        if step.op == "acquire":
            open_bars.setdefault(step.key, (step.thread, step.index))
        elif step.op == "release" and step.key in open_bars:
            lane, begin = open_bars.pop(step.key)
            found.append(Bar(lane, step.key, begin, step.index))
    found += [Bar(lane, lock, begin, None) for lock, (lane, begin) in open_bars.items()]
    return sorted(found, key=lambda bar: bar.begin)
