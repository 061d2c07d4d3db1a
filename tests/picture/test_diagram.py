"""What a run is drawn as, before anybody draws it: lanes, arrows, bars, stretches, places."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Program
from procession.engine.observation import Observation, Outcome, Spot, Written
from procession.picture import rows
from procession.picture.diagram import Arrow, Diagram
from procession.picture.draw import draw

Observed = Callable[..., Observation]


def test_a_diagram_orders_the_processes(passing: Diagram) -> None:
    """Start, message and join: an arrow each, forwards in time, from the step that caused it."""
    steps = {mark.step: mark for mark in passing.marks}
    kinds = {arrow.kind: arrow for arrow in passing.arrows}
    assert {"start", "message", "join"} <= set(kinds)
    assert all(arrow.from_step < arrow.to_step for arrow in passing.arrows)
    start, message, join = (kinds[kind] for kind in ("start", "message", "join"))
    assert (start.from_lane, steps[start.from_step].op, start.to_lane) == ("main", "start", "p1")
    assert (message.from_lane, steps[message.from_step].op) == ("main", "send")
    assert (message.to_lane, steps[message.to_step].op) == ("p1", "recv")
    assert message.what.endswith(" bytes through pipe 1")
    assert steps[message.to_step].source == "inbox.recv()"
    assert (join.from_lane, join.to_lane, steps[join.to_step].op) == ("p1", "main", "join")
    assert all(bar.end is not None for bar in passing.bars)
    assert {bar.lane for bar in passing.bars} == {"main", "p1"}


def test_a_message_is_read_where_its_last_byte_is(observed: Observed, tmp_path: Path) -> None:
    """Two writes of 4 and 6 bytes, read as 3, 1 and 6: two arrows."""
    sizes = [("main", "send", 4), ("main", "send", 6), ("b", "recv", 3), ("b", "recv", 1), ("c", "recv", 6)]
    seen = observed([(who, op, "pipe#1", size) for who, op, size in sizes], names={"pipe#1": "pipe 1"})
    assert draw(seen, tmp_path, "").arrows == (
        Arrow("message", "main", 0, "b", 3, "4 bytes through pipe 1", "4 B"),
        Arrow("message", "main", 1, "c", 4, "6 bytes through pipe 1", "6 B"),
    )


def test_a_two_way_pipe_does_not_give_back_what_was_put_in(observed: Observed, tmp_path: Path) -> None:
    """What is written at one end is read at the other, never at the same."""
    seen = observed(
        [
            ("main", "send", "sock#1", 5),
            ("p1", "send", "sock#1", 7, None, False, True),
            ("main", "recv", "sock#1", 7),
            ("p1", "recv", "sock#1", 5, None, False, True),
        ],
        children={"p1": {"begun": 0}},
    )
    arrows = [(one.from_step, one.to_step) for one in draw(seen, tmp_path, "").arrows if one.kind == "message"]
    assert arrows == [(1, 2), (0, 3)]


def test_waiting_is_told_from_not_being_chosen(observed: Observed, tmp_path: Path) -> None:
    """p1 waits for a lock until main gives it back (step 3), then could go on, and does so after others."""
    seen = observed(
        [
            ("main", "start", "", None),
            ("main", "acquire", "sem#1", "Lock"),
            ("p1", "begin", "", None),
            ("main", "release", "sem#1", "Lock"),
            ("main", "print", "terminal", 1),
            ("p1", "acquire", "sem#1", "Lock"),
        ],
        blocked=[("p1", "acquire", "sem#1", 3, 4)],
        children={"p1": {"begun": 1}},
        names={"sem#1": "lock 1", "p1": "child"},
    )
    diagram = draw(seen, tmp_path, "")
    found = [(one.lane, one.kind, one.begin, one.end) for one in diagram.stretches]
    assert found == [
        ("p1", "parked", 0, 2),
        ("main", "parked", 1, 3),
        ("p1", "blocked", 2, 3),
        ("p1", "parked", 3, 5),
    ]
    assert diagram.stretches[2].words == "waits for lock 1"
    assert "waits for lock 1, until step 3" in diagram.marks[5].before
    assert "1 step of others came first" in diagram.marks[5].before
    assert Arrow("lock", "main", 3, "p1", 5, "gives lock 1 on") in diagram.arrows
    assert [diagram.rests("p1", step) for step in (1, 3, 4, 5)] == ["parked", "blocked", "parked", "parked"]


def test_the_engine_says_who_waited_since_when(deadlock: Diagram) -> None:
    """In the end both are blocked for ever, each since its own last step, for the lock of the other."""
    last = {mark.lane: mark.step for mark in deadlock.marks}
    found = {one.lane: one for one in deadlock.stretches if one.end is None}
    assert set(found) == {"main", "p1"}
    mine = {bar.lane: bar.lock for bar in deadlock.bars if bar.end is None}
    for lane, other in (("main", "p1"), ("p1", "main")):
        assert found[lane].kind == "blocked"
        assert found[lane].words == f"waits for {mine[other]}"
        assert last[lane] <= found[lane].begin


def test_no_lane_does_two_things_at_a_time(passing: Diagram, deadlock: Diagram) -> None:
    """Stretches of a lane don't overlap, lie within its life, and hold no step of its own."""
    for diagram in (passing, deadlock):
        for lane in diagram.lanes:
            mine = [one for one in diagram.stretches if one.lane == lane.id]
            steps = {mark.step for mark in diagram.marks if mark.lane == lane.id}
            for one, following in itertools.pairwise(mine):
                assert one.end is not None
                assert one.end <= following.begin
            for one in mine:
                assert lane.begin <= one.begin < diagram.until(one.end) <= diagram.until(lane.end)
                assert not steps & set(range(one.begin + 1, diagram.until(one.end)))


def test_a_deadlock_shows_who_holds_what_for_ever(deadlock: Diagram) -> None:
    """Both lanes are stuck, with a lock each that is never given back, and wait for each other."""
    stuck = {lane.id for lane in deadlock.lanes if lane.stuck}
    held = {(bar.lane, bar.lock) for bar in deadlock.bars if bar.end is None}
    assert stuck == {"main", "p1"} == {lane for lane, _ in held}
    assert len({lock for _, lock in held}) == 2
    assert [(place.step, place.lane, place.waits_on) for place in deadlock.places] == [
        (None, "main", "p1"),
        (None, "p1", "main"),
    ]
    assert {deadlock.sources[0].lines[place.line - 1].strip() for place in deadlock.places} == {
        "with first, second:",
        "with second, first:",
    }


def test_torn_output_is_marked_where_somebody_goes_on(observed: Observed, tmp_path: Path) -> None:
    """A writes, B writes, A writes: the third piece is the place, if the check quotes the lines."""
    seen = observed(
        [("p1", "print", "terminal", 4), ("p2", "print", "terminal", 4), ("p1", "print", "terminal", 4)],
        children={"p1": {"begun": 0}, "p2": {"begun": 0}},
        written=(Written("p1", "one\n", 0), Written("p2", "two\n", 1), Written("p1", "and\n", 2)),
        outcomes=(Outcome("returned", step=2),),
        names={"p1": "ada", "p2": "bob"},
    )
    places = draw(seen, tmp_path, "", "mixed:\n    one\n    two\n    and").places
    assert [(place.step, place.words) for place in places] == [
        (2, "ada goes on printing after child-p2 printed in between")
    ]
    (other,) = draw(seen, tmp_path, "", "main returned 3\nand more").places
    assert (other.step, other.words) == (2, "main returned 3")
    assert not draw(seen, tmp_path, "").places


def test_an_exception_is_marked_where_it_was_raised(program: Callable[..., Program], tmp_path: Path) -> None:
    """The step and the line of the raise, and the child that ended with an error."""
    source = (
        "import multiprocessing\n"
        "def child():\n"
        "    raise ValueError('<no>')\n"
        "def main():\n"
        "    process = multiprocessing.Process(target=child)\n"
        "    process.start()\n"
        "    process.join()\n"
        "    raise KeyError('gone')\n"
    )
    made = program(source)
    (tmp_path / "program.py").write_text(source, encoding="utf-8")
    diagram = draw(made.run(), tmp_path, "", "main raised KeyError: 'gone'")
    found = {place.lane: place for place in diagram.places}
    assert found["main"].line == 8
    assert diagram.marks[found["main"].step or 0].op == "raised"
    assert found["p1"].words == "child-1 ends with an error after this (exit code 1)"


def test_no_file_outside_the_submission_is_quoted(observed: Observed, tmp_path: Path) -> None:
    """Whatever file name comes out of the box, and whatever links lie in the folder."""
    folder = tmp_path / "submission"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("the seed\n", encoding="utf-8")
    (folder / "link.py").symlink_to(tmp_path / "secret.txt")
    (folder / "own.py").write_text("x = 1\n", encoding="utf-8")
    names = ["../secret.txt", str(tmp_path / "secret.txt"), "link.py", ".", "no\0name", "own.py"]
    steps = [("main", "import", "", None, Spot(name, line, "f")) for name in names for line in (-1, 0, 1, 2)]
    diagram = draw(observed(steps), folder, "")
    assert {mark.source for mark in diagram.marks} == {"", "x = 1"}
    assert [source.lines for source in diagram.sources if source.lines] == [("x = 1",)]


def test_quiet_steps_are_put_together(observed: Observed, tmp_path: Path) -> None:
    """A start, many polls, an end: three rows and one, in which no step is lost."""
    steps = [("main", "start", "", None), *[("main", "poll", "pipe#1", None)] * 50, ("main", "returned", "main", None)]
    diagram = draw(observed(steps), tmp_path, "")
    folded = rows.fold(diagram)
    assert [(row.first, row.last) for row in folded] == [(0, 0), (1, 50), (51, 51)]
    assert rows.said(diagram, folded[1]) == "50 quiet steps: main 50"


@pytest.mark.parametrize("most", [10, 20, 51])
def test_the_middle_of_a_very_long_run_is_left_out(observed: Observed, tmp_path: Path, most: int) -> None:
    """Every step is in exactly one row, and the last ones have a row of their own."""
    diagram = draw(observed([("main", "print", "terminal", 1)] * 300), tmp_path, "")
    shown = rows.at_most(rows.every(diagram), most)
    assert len(shown) == most
    assert [step for row in shown for step in range(row.first, row.last + 1)] == list(range(300))
    assert sum(row.left_out for row in shown) == 1
    assert not any(row.folded for row in shown[-most // 2 :])


def test_what_nobody_reads_is_said(observed: Observed, tmp_path: Path) -> None:
    """A write that is read, one of which a part is, and one that isn't."""
    sizes = [("main", "send", 4), ("main", "send", 6), ("main", "send", 9), ("p1", "recv", 4), ("p1", "recv", 2)]
    seen = observed([(who, op, "pipe#1", size) for who, op, size in sizes], children={"p1": {"begun": 0}})
    marks = draw(seen, tmp_path, "").marks
    assert [mark.unread for mark in marks] == [0, 4, 9, 0, 0]
    assert marks[2].words == "writes to pipe#1 (9 bytes, unread)"
