"""One run, drawn in three ways that tell the same."""

import json
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from conftest import PROGRAMS, Program
from procession.picture import page, perfetto, text
from procession.picture.diagram import Arrow, Diagram, draw


@pytest.fixture
def deadlock(program: Callable[..., Program]) -> Diagram:
    """Each of the two processes holds one lock and waits for the other's."""
    made = program("crossing")
    seen = next(seen for seed in range(50) if (seen := made.run(seed=seed, strategy="random")).ending == "deadlocked")
    return draw(seen, PROGRAMS, "a deadlock", "main <never> returned")


@pytest.fixture
def passing(program: Callable[..., Program]) -> Diagram:
    """The calmest schedule of the same program ends."""
    seen = program("crossing").run(strategy="first-come", terminal=True)
    assert seen.ending == "ended"
    return draw(seen, PROGRAMS, "a passing run")


class Page(HTMLParser):
    """The elements of a page with their classes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Remember text."""
        self.said += data

    def of(self, kind: str) -> list[dict[str, str | None]]:
        """The elements with a class."""
        return [attributes for _, attributes in self.elements if kind in (attributes.get("class") or "").split()]


def test_a_diagram_orders_the_processes(passing: Diagram) -> None:
    """Start, message and join: an arrow each, forwards in time, from the step that caused it."""
    steps = {mark.step: mark for mark in passing.marks}
    kinds = {arrow.kind: arrow for arrow in passing.arrows}
    assert {"start", "message", "join"} == set(kinds)
    assert all(arrow.from_step < arrow.to_step for arrow in passing.arrows)
    start, message, join = (kinds[kind] for kind in ("start", "message", "join"))
    assert (start.from_lane, steps[start.from_step].op, start.to_lane) == ("main", "start", "p1")
    assert (message.from_lane, steps[message.from_step].op) == ("main", "send")
    assert (message.to_lane, steps[message.to_step].op) == ("p1", "recv")
    assert steps[message.to_step].source == "inbox.recv()"
    assert (join.from_lane, join.to_lane, steps[join.to_step].op) == ("p1", "main", "join")
    assert all(bar.end is not None for bar in passing.bars)
    assert {bar.lane for bar in passing.bars} == {"main", "p1"}


def test_a_message_is_read_where_its_last_byte_is() -> None:
    """Two writes of 4 and 6 bytes, read as 3, 1 and 6: two arrows."""
    from procession.engine.observation import Step
    from procession.picture.diagram import _messages

    class Seen:
        steps = tuple(
            Step(index, thread, op, "pipe#1", size, None, False)
            for index, (thread, op, size) in enumerate(
                [("a", "send", 4), ("a", "send", 6), ("b", "recv", 3), ("b", "recv", 1), ("c", "recv", 6)]
            )
        )

    assert _messages(Seen()) == [Arrow("message", "a", 0, "b", 3), Arrow("message", "a", 1, "c", 4)]  # type: ignore[arg-type]


def test_a_deadlock_shows_who_holds_what_for_ever(deadlock: Diagram) -> None:
    """Both lanes are stuck, with a lock each that is never given back."""
    stuck = {lane.id for lane in deadlock.lanes if lane.stuck}
    held = {(bar.lane, bar.lock) for bar in deadlock.bars if bar.end is None}
    assert stuck == {"main", "p1"} == {lane for lane, _ in held}
    assert len({lock for _, lock in held}) == 2


@pytest.mark.parametrize("signs", [text.UNICODE, text.ASCII])
def test_the_text_has_a_line_a_step(deadlock: Diagram, signs: text.Signs) -> None:
    """Every step with its words, both stuck lanes crossed, the broken guarantee last."""
    said = text.render(deadlock, signs, width=100)
    lines = said.splitlines()
    for mark in deadlock.marks:
        line = next(line for line in lines if line.startswith(f"{mark.step:>4}  "))
        assert mark.words in line
    assert any(line.split() == [signs.stuck] * 2 for line in lines)
    assert lines[-1] == "broken: main <never> returned"
    assert all(len(line) <= 100 for line in lines if line[:4].strip().isdigit())


def test_the_text_is_free_of_control_characters(passing: Diagram) -> None:
    """What a program prints does not clear the reader's screen."""
    said = text.render(passing)
    assert "prints" in said
    assert "\x1b" not in said
    assert said.isascii() is False
    assert text.render(passing, text.ASCII).replace("…", "").isascii()


def test_the_page_says_the_same_and_asks_no_network(deadlock: Diagram) -> None:
    """A mark and a table row a step; bars, crosses and arrows; names and words escaped."""
    source = page.render(deadlock)
    found = Page(source)
    assert len(found.of("mark")) == len(deadlock.marks)
    assert len([1 for tag, _ in found.elements if tag == "tr"]) == len(deadlock.marks) + 1
    assert len(found.of("held")) == len(deadlock.bars)
    assert len(found.of("stuck")) == 2
    assert len(found.of("arrow")) == len(deadlock.arrows)
    assert not [1 for tag, _ in found.elements if tag == "b"]
    assert "<b>other</b>" in found.said
    assert "main <never> returned" in found.said
    assert not [
        value for _, attributes in found.elements for name in ("src", "href") if (value := attributes.get(name))
    ]
    assert "//" not in source
    assert sum(mark.get("tabindex") == "0" for mark in found.of("mark")) == 1


def test_the_trace_is_what_perfetto_reads(deadlock: Diagram) -> None:
    """A slice a step, named threads, flows whose two ends lie on slices, and locks that end."""
    events = json.loads(perfetto.render(deadlock))["traceEvents"]
    slices = [event for event in events if event["ph"] == "X"]
    assert [event["args"]["step"] for event in slices] == [mark.step for mark in deadlock.marks]
    starts = {(event["tid"], event["ts"]) for event in slices}
    flows = [event for event in events if event["ph"] in "sf"]
    assert flows
    assert {(event["tid"], event["ts"]) for event in flows} <= starts
    for one, other in (("s", "f"), ("b", "e")):
        assert sorted(e["id"] for e in events if e["ph"] == one) == sorted(e["id"] for e in events if e["ph"] == other)
    names = {event["args"]["name"] for event in events if event["name"] == "thread_name"}
    assert names == {lane.label for lane in deadlock.lanes}
