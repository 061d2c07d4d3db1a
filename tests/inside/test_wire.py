"""Whose events an announcement carries."""

import threading

import pytest
from procession.inside import wire


@pytest.fixture
def joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process as one of a run, as far as notes are concerned."""
    monkeypatch.setattr(wire.state, "active", True)
    yield
    wire._take_notes()


def _in_a_thread(action) -> None:
    thread = threading.Thread(target=action)
    thread.start()
    thread.join()


@pytest.mark.usefixtures("joined")
def test_one_moves_at_a_time_and_tells_for_all() -> None:
    """In controlled mode the next announcement of the process carries everything."""
    wire.note("mine")
    _in_a_thread(lambda: wire.note("another's"))
    assert [event for _, event in wire._take_notes()] == ["mine", "another's"]


@pytest.mark.usefixtures("joined")
def test_where_several_move_each_tells_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nobody's words are overtaken on another's line; who ends unheard leaves them to the others."""
    monkeypatch.setattr(wire.state, "apart", True)
    wire.note("mine")
    taken = []
    _in_a_thread(lambda: taken.extend(wire._take_notes()))
    assert taken == []
    _in_a_thread(lambda: (wire.note("last words"), wire.farewell()))
    assert [event for _, event in wire._take_notes()] == ["last words", "mine"]
