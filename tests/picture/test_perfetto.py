"""The trace holds to the Trace Event Format, strictly, since no Perfetto is at hand to try it."""

import itertools
import json
from typing import Any

import pytest
from procession.picture import perfetto
from procession.picture.diagram import Diagram

Event = dict[str, Any]
ALWAYS = {"ph": str, "pid": int, "tid": int, "name": str}
ALSO: dict[str, dict[str, type]] = {
    "M": {"args": dict},
    "X": {"ts": int, "dur": int, "cat": str},
    "s": {"ts": int, "id": int, "cat": str},
    "f": {"ts": int, "id": int, "cat": str, "bp": str},
    "b": {"ts": int, "id": str, "cat": str},
    "e": {"ts": int, "id": str, "cat": str},
    "i": {"ts": int, "s": str},
}


@pytest.fixture(params=["deadlock", "passing"])
def trace(request: pytest.FixtureRequest) -> tuple[Diagram, list[Event]]:
    """A run and the events of its trace."""
    diagram: Diagram = request.getfixturevalue(request.param)
    told = json.loads(perfetto.render(diagram), parse_constant=pytest.fail)
    assert set(told) == {"traceEvents", "displayTimeUnit", "otherData"}
    assert told["displayTimeUnit"] == "ms"
    assert all(isinstance(value, str) for value in told["otherData"].values())
    return diagram, told["traceEvents"]


def test_every_event_has_what_its_phase_needs(trace: tuple[Diagram, list[Event]]) -> None:
    """Fields and types as the format names them; times are whole microseconds from 0."""
    _, events = trace
    for event in events:
        for field, kind in (ALWAYS | ALSO[event["ph"]]).items():
            assert type(event[field]) is kind, event
        assert event["name"]
        assert event.get("ts", 0) >= 0
        assert event.get("dur", 1) > 0
        assert event.get("s", "t") == "t"
        assert event.get("bp", "e") == "e"
        assert event["ph"] not in "be" or int(event["id"], 16) > 0


def test_names_come_first_and_once(trace: tuple[Diagram, list[Event]]) -> None:
    """Each thread has a name, each process one, and threads lie in the process that they are of."""
    diagram, events = trace
    about = [event for event in events if event["ph"] == "M"]
    assert events[: len(about)] == about
    threads = [(event["pid"], event["tid"]) for event in about if event["name"] == "thread_name"]
    assert len(set(threads)) == len(threads) == len(diagram.lanes)
    assert {event["args"]["name"] for event in about if event["name"] == "thread_name"} == {
        lane.label for lane in diagram.lanes
    }
    processes = [event["pid"] for event in about if event["name"] == "process_name"]
    assert sorted(processes) == sorted({pid for pid, _ in threads})
    assert {(event["pid"], event["tid"]) for event in events} == set(threads)


def test_slices_of_a_thread_follow_each_other(trace: tuple[Diagram, list[Event]]) -> None:
    """A slice a step, what is waited for between them, and no two at once: else Perfetto drops one."""
    diagram, events = trace
    slices = [event for event in events if event["ph"] == "X"]
    steps = [event["args"]["step"] for event in slices if "args" in event]
    assert sorted(steps) == [mark.step for mark in diagram.marks]
    assert {event["name"] for event in slices} >= {one.words for one in diagram.stretches if one.kind == "blocked"}
    for tid in {event["tid"] for event in slices}:
        mine = sorted((event["ts"], event["ts"] + event["dur"]) for event in slices if event["tid"] == tid)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(mine))
        assert mine[-1][1] <= 1000 * (diagram.length + 1)


def test_flows_lie_on_slices_and_pairs_are_whole(trace: tuple[Diagram, list[Event]]) -> None:
    """A flow without a slice at both its ends isn't drawn; one end alone is an error."""
    _, events = trace
    slices = [event for event in events if event["ph"] == "X" and "args" in event]
    flows = [event for event in events if event["ph"] in "sf"]
    assert flows
    for flow in flows:
        here = [s for s in slices if s["tid"] == flow["tid"] and s["ts"] < flow["ts"] < s["ts"] + s["dur"]]
        assert len(here) == 1
    for first, last in (("s", "f"), ("b", "e")):
        begun = {event["id"]: event for event in events if event["ph"] == first}
        ended = {event["id"]: event for event in events if event["ph"] == last}
        assert set(begun) == set(ended)
        for number, event in begun.items():
            assert (event["cat"], event["name"]) == (ended[number]["cat"], ended[number]["name"])
            assert event["ts"] < ended[number]["ts"]


def test_what_broke_is_an_instant(deadlock: Diagram) -> None:
    """Each place is in the trace, in its thread."""
    events = json.loads(perfetto.render(deadlock))["traceEvents"]
    found = [event["name"] for event in events if event["ph"] == "i"]
    assert found == [f"broken: {place.words}" for place in deadlock.places]
