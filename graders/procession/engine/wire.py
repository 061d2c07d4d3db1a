"""The grading side of the line to the gates: framing and strict validation of every claim.

Nothing that arrives is unpickled or evaluated. A message that is too long, not JSON, of unknown
form or of the wrong types raises `ProtocolError`, which makes the run inconclusive.
"""

import socket
import struct
from typing import Any

import msgspec

GO, TIMEOUT, PROBE, DESCRIBE = b"G", b"T", b"P", b"D"
_REPLY = struct.Struct("!cId")
_LENGTH = struct.Struct("!I")
_DONT_WAIT = getattr(socket, "MSG_DONTWAIT", 0)  # not on Windows; there is something to read whenever we do
MAX_MESSAGE_BYTES = 16 << 20
MAX_KEY = 1 << 16
_MOST_SEQUENCE = 1 << 32


class ProtocolError(Exception):
    """Something inside the box does not speak as the gates do."""


class Hello(msgspec.Struct, frozen=True, array_like=True, tag="hello", forbid_unknown_fields=True):
    """A thread introduces itself on a new line."""

    pid: int
    parent: int
    tid: int
    thread_name: str


class At(msgspec.Struct, frozen=True, array_like=True, tag="at", forbid_unknown_fields=True):
    """A thread is at a gate: what it is about to do, and what happened in its process since it last told.

    Each note begins with the number of the thread whose doing it was.
    """

    sequence: int
    op: str
    key: str
    detail: Any
    ready: bool
    timeout: float | None
    spot: tuple[str, int, str] | None
    notes: list[list[Any]]


class Ready(msgspec.Struct, frozen=True, array_like=True, tag="ready", forbid_unknown_fields=True):
    """Answer to PROBE."""

    sequence: int
    value: bool


class Stack(msgspec.Struct, frozen=True, array_like=True, tag="stack", forbid_unknown_fields=True):
    """Answer to DESCRIBE: library call, label, class, own frames (innermost first)."""

    sequence: int
    stack: tuple[str, str, str, list[tuple[str, int, str]]]


class Withdraw(msgspec.Struct, frozen=True, array_like=True, tag="withdraw", forbid_unknown_fields=True):
    """A signal handler's exception took the thread away from its gate."""

    sequence: int


class Bye(msgspec.Struct, frozen=True, array_like=True, tag="bye", forbid_unknown_fields=True):
    """A thread is about to end: what happened in its process since it last told."""

    notes: list[list[Any]]


Message = Hello | At | Ready | Stack | Withdraw | Bye
_decoder = msgspec.json.Decoder(Message)


_PARTS: dict[str, tuple[type, ...]] = {
    "call": (str, list),
    "raised": (list, str, str, int),
    "broken": (list, str, str, int),
}


def check(at: At) -> None:
    """ProtocolError if an announcement claims what none of the gates would."""
    if not 0 <= at.sequence < _MOST_SEQUENCE or len(at.op) > 100 or len(at.key) > MAX_KEY:
        raise ProtocolError("an announcement out of bounds")
    if at.op == "print" and (type(at.detail) is not int or not 0 <= at.detail <= MAX_MESSAGE_BYTES):
        raise ProtocolError(f"a piece of output of {str(at.detail)[:80]} bytes")
    if at.op in _PARTS:
        parts = at.detail if type(at.detail) is list else []
        if tuple(type(part) for part in parts) != _PARTS[at.op] or not parts[0]:
            raise ProtocolError(f"not the details of {at.op!r}: {str(at.detail)[:80]}")
        if at.op != "call" and any(type(name) is not str for name in parts[0]):
            raise ProtocolError("an exception with a class that has no name")


class Line:
    """One thread's connection, as the scheduler sees it."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.buffer = bytearray()
        self.closed = False
        self.received = 0
        """Bytes that the last `receive` has brought."""

    def fileno(self) -> int:
        """The descriptor to wait on."""
        return self.sock.fileno()

    def receive(self) -> list[Message]:
        """Return the whole messages that have arrived; marks the line closed at its end."""
        self.received = 0
        try:
            data = self.sock.recv(1 << 20, _DONT_WAIT)
        except BlockingIOError:
            return []
        except OSError:
            data = b""
        if not data:
            self.closed = True
            return []
        self.received = len(data)
        self.buffer += data
        messages: list[Message] = []
        while len(self.buffer) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self.buffer)
            if length > MAX_MESSAGE_BYTES:
                raise ProtocolError(f"a message of {length} bytes")
            end = _LENGTH.size + length
            if len(self.buffer) < end:
                break
            messages.append(decode(bytes(self.buffer[_LENGTH.size : end])))
            del self.buffer[:end]
        return messages

    def reply(self, code: bytes, sequence: int, now: float) -> None:
        """Answer the thread; a thread that has gone is no error (its end is seen elsewhere).

        Never waits: who leaves so many answers unread is none of ours.
        """
        try:
            sent = self.sock.send(_REPLY.pack(code, sequence, now), _DONT_WAIT)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.closed = True
            return
        if sent < _REPLY.size:
            raise ProtocolError("answers are not read")

    def close(self) -> None:
        """Hang up."""
        self.sock.close()


def decode(data: bytes) -> Message:
    """Parse and validate one message; ProtocolError if it is not exactly of a known form."""
    try:
        message: Message = _decoder.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, ValueError) as error:
        raise ProtocolError(str(error)[:200]) from None
    if isinstance(message, At):
        check(message)
    return message
