"""The line to the gates, seen from the grading side: framing, and nothing but known forms."""

import socket
import struct
from collections.abc import Iterator

import pytest
from fuzz.harness import play
from fuzz.seeds import BY_HAND
from procession.engine.wire import MAX_MESSAGE_BYTES, At, Hello, Line, ProtocolError, decode

HELLO = b'["hello",12,2,12,"MainThread"]'
AT = b'["at",1,"acquire","sem1.1","Lock",false,null,["m.py",3,"main"],[["touch","sem1.1"]]]'


@pytest.fixture
def ends() -> Iterator[tuple[Line, socket.socket]]:
    """A line and the other end of it."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Line(ours), theirs


def framed(data: bytes) -> bytes:
    """A message as the gates send it."""
    return struct.pack("!I", len(data)) + data


def test_messages_arrive_whole_however_they_are_cut(ends: tuple[Line, socket.socket]) -> None:
    """Byte by byte, and two at once."""
    line, theirs = ends
    found = []
    for byte in framed(HELLO):
        theirs.sendall(bytes([byte]))
        found += line.receive()
    theirs.sendall(framed(AT) + framed(AT)[:9])
    found += line.receive()
    theirs.sendall(framed(AT)[9:])
    found += line.receive()
    assert [type(message) for message in found] == [Hello, At, At]
    assert found[1].spot == ("m.py", 3, "main")
    assert not line.closed
    theirs.close()
    assert line.receive() == []
    assert line.closed


def test_a_message_without_end_is_not_waited_for(ends: tuple[Line, socket.socket]) -> None:
    """The length alone is enough to refuse it."""
    line, theirs = ends
    theirs.sendall(struct.pack("!I", MAX_MESSAGE_BYTES + 1))
    with pytest.raises(ProtocolError, match="bytes"):
        line.receive()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"{}", b"[]", b'["verdict","passed"]', b'["hello",12,2,12]', b'["hello","12",2,12,"x"]',
        b'["hello",12,2,12,"x","more"]', b'["hello",true,2,12,"x"]', b'["hello",1.5,2,12,"x"]', b'["hello",12,2,12,"\xff"]',
        AT.replace(b"null", b"NaN"), AT.replace(b"null", b"Infinity"), AT.replace(b"false", b"0"), AT[:-1], AT + b"]",
        AT.replace(b'"m.py",3', b'"m.py","3"'), b"\x80\x04\x95", b"[" * 100_000,
    ],
)  # fmt: skip
def test_other_forms_are_refused(data: bytes) -> None:
    """Every claim that is not exactly of a known form, pickles and deep nesting included."""
    with pytest.raises(ProtocolError):
        decode(data)


@pytest.mark.parametrize("script", BY_HAND)
@pytest.mark.parametrize("strategy", ["round-robin", "first-come"])
def test_whatever_is_said_is_judged(script: bytes, strategy: str) -> None:
    """Each kind of message, in and out of order, ends in an observation that can be drawn."""
    assert play(script, strategy).ending in ("ended", "deadlocked", "timed out", "inconclusive", "crashed")


def test_who_has_acted_keeps_its_name() -> None:
    """Also if it is only then said who it is: all steps of a process are on one line of the picture."""
    seen = play(next(script for script in BY_HAND if b'"sleep"' in script and b'"child"' in script))
    assert {step.thread for step in seen.steps} == {"main", *(process.id for process in seen.processes)}
