"""From an observation to the diagram that shows it."""

from bisect import bisect_left
from pathlib import Path

from procession.engine.observation import Observation, Step
from procession.escaping import clean
from procession.picture import causes, places, spans
from procession.picture.diagram import Diagram, Lane, Mark, Source, Stretch
from procession.words import source_lines, words

_MOST_PRINTED = 40  # characters of a piece of output


def draw(seen: Observation, source: Path, title: str, broken: str = "") -> Diagram:
    """The diagram of a run of the submission whose files are in the folder `source`.

    `broken` says which guarantee the run breaks, or is "".
    """
    lanes = tuple(_lanes(seen))
    sources = _sources(seen, source)
    stretches = spans.stretches(seen, lanes, plain)
    return Diagram(
        title=plain(title),
        ending=seen.ending + (f" ({plain(seen.reason)})" if seen.reason else ""),
        broken=clean(broken),
        length=len(seen.steps),
        lanes=lanes,
        marks=tuple(_marks(seen, sources, stretches)),
        arrows=tuple(causes.arrows(seen, plain)),
        bars=tuple(spans.bars(seen, plain)),
        stretches=tuple(stretches),
        places=tuple(places.places(seen, lanes, broken, plain)),
        sources=tuple(sources.values()),
    )


def plain(text: str) -> str:
    """What came from a submission, on one line and without control characters."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def _sources(seen: Observation, folder: Path) -> dict[str, Source]:
    """The files from which steps came, by the name under which the box told of them."""
    spots = [step.spot for step in seen.steps] + [waiting.spot for waiting in seen.waiting]
    names = dict.fromkeys(spot.file for spot in spots if spot is not None)
    return {name: Source(plain(name), tuple(map(clean, source_lines(name, folder)))) for name in names}


def _lanes(seen: Observation) -> list[Lane]:
    """Processes in the order of their start, each followed by those of its threads that did a step or are stuck."""
    stuck = {waiting.thread or waiting.who: str(waiting) for waiting in seen.waiting}
    first = {step.thread: step.index for step in reversed(seen.steps)}
    last = {step.thread: step.index for step in seen.steps}
    for stretch in seen.blocked:
        if stretch.thread in first or stretch.thread in stuck:
            first[stretch.thread] = min(first.get(stretch.thread, stretch.begun), stretch.begun)
    processes = [("main", 0, None), *((one.id, one.begun, one.ended) for one in seen.processes)]
    found = []
    for process, begun, ended in processes:
        end = None if ended is None else ended - 1
        found.append(_lane(seen, process, process, begun - 1, end, stuck))
        helpers = [thread for thread in first if thread.partition("~")[0] == process and thread != process]
        for thread in sorted(helpers, key=lambda thread: first[thread]):
            until = None if thread in stuck else last[thread]
            found.append(_lane(seen, thread, process, first[thread] - 1, until, stuck))
    return found


def _lane(seen: Observation, lane: str, process: str, begin: int, end: int | None, stuck: dict[str, str]) -> Lane:
    return Lane(lane, plain(seen.names.get(lane, lane)), process, begin, end, plain(stuck.get(lane, "")))


def _marks(seen: Observation, sources: dict[str, Source], stretches: list[Stretch]) -> list[Mark]:
    printed = {piece.step: repr(piece.text[:_MOST_PRINTED]) for piece in seen.written}
    unread = causes.unread(seen)
    also = printed | {step: f"({left} bytes, unread)" for step, left in unread.items()}
    last: dict[str, int] = {}
    by_lane: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        by_lane.setdefault(stretch.lane, []).append(stretch)
    found = []
    for step in seen.steps:
        before = _before(by_lane.get(step.thread, []), last.get(step.thread, -1), step.index)
        found.append(_mark(step, seen, sources, also.get(step.index, ""), before, unread.get(step.index, 0)))
        last[step.thread] = step.index
    return found


def _mark(step: Step, seen: Observation, sources: dict[str, Source], also: str, before: str, unread: int) -> Mark:
    file, line = (step.spot.file, step.spot.line) if step.spot else ("", 0)
    lines = sources[file].lines if file else ()
    return Mark(
        step=step.index,
        lane=step.thread,
        op=step.op,
        words=plain(f"{words(step, seen)} {also}".rstrip()),
        file=plain(file),
        line=line,
        source=plain(lines[line - 1]).strip() if 0 < line <= len(lines) else "",
        fired=step.fired,
        before=before,
        unread=unread,
    )


def _before(stretches: list[Stretch], last: int, step: int) -> str:
    """What a lane did between two of its steps, in words; its stretches are in the order of time."""
    parts = []
    for stretch in stretches[bisect_left(stretches, last, key=lambda one: one.begin) :]:
        if stretch.begin >= step:
            break
        if stretch.end is None or stretch.end > step:
            continue
        if stretch.kind == "parked":
            steps = step - stretch.begin - 1
            parts.append(f"could go on, {steps} {'step' if steps == 1 else 'steps'} of others came first")
        else:
            parts.append(f"{stretch.words}, until step {stretch.end}")
    return "; ".join(parts)
