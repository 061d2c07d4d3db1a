"""The diagram as a trace in Chrome's JSON format, which ui.perfetto.dev and chrome://tracing open.

A step lasts one millisecond of the trace, since that format knows only time; a step's true duration
means nothing here. What a thread waits for lies between its steps, as a slice of its own.

Format: "Trace Event Format", Google, 2016: events X (slice), M (names), s and f (flow), b and e (held
locks, which may lie across steps), i (an instant).
"""

import json
from typing import Any

from procession.picture.diagram import Diagram, Lane

_STEP = 1000  # microseconds
_COLOURS = {"blocked": "thread_state_uninterruptible", "asleep": "thread_state_sleeping"}
_ABLE, _RUNS = "thread_state_runnable", "thread_state_running"  # colours of chrome://tracing; Perfetto has its own

_Event = dict[str, Any]
_Where = dict[str, tuple[int, int]]


def render(diagram: Diagram) -> str:
    """The trace as JSON text."""
    where = _numbers(diagram)
    events = [event for lane in diagram.lanes for event in _names(lane, *where[lane.id])]
    events += sorted(_slices(diagram, where), key=lambda event: event["ts"])
    events += _flows(diagram, where) + _locks(diagram, where) + _instants(diagram, where)
    about = {"title": diagram.title, "ending": diagram.ending, "broken": diagram.broken}
    return json.dumps({"traceEvents": events, "displayTimeUnit": "ms", "otherData": about}, ensure_ascii=True)


def _numbers(diagram: Diagram) -> _Where:
    """(pid, tid) of each lane; as in Linux, a process's main thread has the number of the process."""
    pids: dict[str, int] = {}
    found: _Where = {}
    for number, lane in enumerate(diagram.lanes, 1):
        found[lane.id] = pids.setdefault(lane.process, number), number
    return found


def _names(lane: Lane, pid: int, tid: int) -> list[_Event]:
    events = []
    if not lane.helper:
        events += [
            _about("process_name", pid, tid, name=lane.label),
            _about("process_sort_index", pid, tid, sort_index=pid),
        ]
    return [
        *events,
        _about("thread_name", pid, tid, name=lane.label),
        _about("thread_sort_index", pid, tid, sort_index=tid),
    ]


def _slices(diagram: Diagram, where: _Where) -> list[_Event]:
    """Steps, and between them what each thread waited for; no two of a thread overlap."""
    events = []
    for mark in diagram.marks:
        details = {"step": mark.step, "place": mark.place, "source": mark.source, "before": mark.before}
        about = {"name": mark.words, "cat": mark.op, "dur": _STEP, "cname": _RUNS, "args": details}
        events.append(_event("X", where[mark.lane], mark.step * _STEP, **about))
    for stretch in diagram.stretches:
        begin = (stretch.begin + 1) * _STEP
        end = _end(diagram) if stretch.end is None else (stretch.end + 1) * _STEP
        own = stretch.end is not None and diagram.marks[stretch.end].lane == stretch.lane
        end -= _STEP if own else 0  # the step that ends it is its own, and has its own slice
        if end > begin:
            colour = _COLOURS.get(stretch.kind, _ABLE)
            about = {"name": stretch.words, "cat": stretch.kind, "dur": end - begin, "cname": colour}
            events.append(_event("X", where[stretch.lane], begin, **about))
    return events


def _flows(diagram: Diagram, where: _Where) -> list[_Event]:
    events = []
    for number, arrow in enumerate(diagram.arrows, 1):
        about = {"name": arrow.kind, "cat": arrow.kind, "id": number}
        events.append(_event("s", where[arrow.from_lane], _within(arrow.from_step), **about))
        events.append(_event("f", where[arrow.to_lane], _within(arrow.to_step), bp="e", **about))
    return events


def _locks(diagram: Diagram, where: _Where) -> list[_Event]:
    events = []
    for number, bar in enumerate(diagram.bars, 1):
        about = {"name": f"holds {bar.lock}", "cat": "lock", "id": hex(number)}
        events.append(_event("b", where[bar.lane], _within(bar.begin), **about))
        end = _end(diagram) if bar.end is None else _within(bar.end)
        events.append(_event("e", where[bar.lane], end, **about))
    return events


def _instants(diagram: Diagram, where: _Where) -> list[_Event]:
    events = []
    for place in diagram.places:
        at = _within(diagram.length) if place.step is None else _within(place.step)
        events.append(_event("i", where[place.lane], at, name=f"broken: {place.words}", cat="broken", s="t"))
    return events


def _within(step: int) -> int:
    """A moment inside the slice of a step."""
    return step * _STEP + _STEP // 2


def _end(diagram: Diagram) -> int:
    """When the trace ends: a step's time after the last one, so that who is stuck can be seen."""
    return (diagram.length + 1) * _STEP


def _about(what: str, pid: int, tid: int, **args: Any) -> _Event:
    return {"ph": "M", "name": what, "pid": pid, "tid": tid, "args": args}


def _event(phase: str, where: tuple[int, int], ts: int, **more: Any) -> _Event:
    return {"ph": phase, "pid": where[0], "tid": where[1], "ts": ts, **more}
