"""The diagram as a trace in Chrome's JSON format, which ui.perfetto.dev and chrome://tracing open.

A step lasts one millisecond of the trace, since that format knows only time; a step's true duration
means nothing here. Format: "Trace Event Format", Google, 2016 (events X, M, s, f and b, e).
"""

import json
from typing import Any

from procession.picture.diagram import Diagram

_STEP = 1000  # microseconds


def render(diagram: Diagram) -> str:
    """The trace as JSON text."""
    processes: dict[str, int] = {}
    where: dict[str, tuple[int, int]] = {}
    events: list[dict[str, Any]] = []
    for number, lane in enumerate(diagram.lanes, 1):
        pid = processes.setdefault(lane.process, len(processes) + 1)
        where[lane.id] = pid, number
        if lane.id == lane.process:
            events.append(_about("process_name", pid, number, name=lane.label))
            events.append(_about("process_sort_index", pid, number, sort_index=pid))
        events.append(_about("thread_name", pid, number, name=lane.label))
    for mark in diagram.marks:
        details = {"step": mark.step, "place": mark.place, "source": mark.source}
        events.append(_event("X", where[mark.lane], mark.step, name=mark.words, cat=mark.op, dur=_STEP, args=details))
    for number, arrow in enumerate(diagram.arrows, 1):
        name = {"name": arrow.kind, "cat": arrow.kind, "id": number}
        events.append(_event("s", where[arrow.from_lane], arrow.from_step, **name))
        events.append(_event("f", where[arrow.to_lane], arrow.to_step, bp="e", **name))
    for number, bar in enumerate(diagram.bars, 1):
        name = {"name": f"holds {bar.lock}", "cat": "lock", "id": f"lock{number}"}
        events.append(_event("b", where[bar.lane], bar.begin, **name))
        events.append(_event("e", where[bar.lane], diagram.until(bar.end), **name))
    for lane in diagram.lanes:
        if lane.stuck:
            events.append(_event("i", where[lane.id], diagram.length, name=lane.stuck, cat="stuck", s="t"))
    about = {"title": diagram.title, "ending": diagram.ending, "broken": diagram.broken}
    return json.dumps({"traceEvents": events, "displayTimeUnit": "ms", "otherData": about}, ensure_ascii=True)


def _about(what: str, pid: int, tid: int, **args: Any) -> dict[str, Any]:
    return {"ph": "M", "name": what, "pid": pid, "tid": tid, "args": args}


def _event(phase: str, where: tuple[int, int], step: int, **more: Any) -> dict[str, Any]:
    return {"ph": phase, "pid": where[0], "tid": where[1], "ts": step * _STEP, **more}
