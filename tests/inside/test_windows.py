"""What only Windows uses, on stand-ins for what only Windows has: the order of gates and calls, no more."""

import multiprocessing.spawn
from types import SimpleNamespace
from typing import Any

import pytest
from procession.inside import launcher, system, windows


class _Pipe:
    """A stand-in for multiprocessing.connection.PipeConnection."""

    def __init__(self) -> None:
        self.inbox: list[bytes] = []
        self.broken = False

    def _send_bytes(self, buf: bytes) -> None:
        self.inbox.append(bytes(buf))

    def _recv_bytes(self, maxsize: int | None = None) -> bytes:
        if self.broken:
            raise EOFError
        return self.inbox.pop(0)

    def _poll(self, timeout: float) -> bool:
        if self.broken:
            raise BrokenPipeError(32, "the other end has gone")
        return bool(self.inbox)


@pytest.fixture
def parked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What is announced, and whether it was ready; a parked reader finds something on its second look."""
    seen: list[tuple[str, bool]] = []

    def park(op: str, key: str, detail: Any = None, ready: Any = None) -> bool:
        seen.append((op, ready is None or ready()))
        return True

    monkeypatch.setattr(windows.wire, "park", park)
    monkeypatch.setattr(windows.wire, "gated", lambda: True)
    return seen


def test_pipes_are_gated(parked: list[tuple[str, bool]]) -> None:
    """A reader is let go only when there is something, or when nothing can come any more."""
    kind = type("Kind", (_Pipe,), {})
    windows.install(kind)
    pipe = kind()
    pipe._send_bytes(b"one")
    assert pipe._recv_bytes() == b"one"
    pipe.broken = True
    with pytest.raises(EOFError):
        pipe._recv_bytes()
    assert parked == [("send", True), ("recv", True), ("recv", True)]


def test_a_reader_goes_back_to_its_gate(parked: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch) -> None:
    """When somebody else was quicker."""
    kind = type("Kind", (_Pipe,), {})
    windows.install(kind)
    pipe, park = kind(), windows.wire.park

    def park_and_bring(*args: Any) -> bool:
        if len(parked) == 1:
            pipe.inbox.append(b"late")
        return park(*args)

    monkeypatch.setattr(windows.wire, "park", park_and_bring)
    assert pipe._recv_bytes(10) == b"late"
    assert parked == [("recv", False), ("recv", True)]


def test_children_are_started_through_the_launcher(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the command line, since a script can't be executed there."""
    line = ["python.exe", "-I", "-c", "from multiprocessing...", "--multiprocessing-fork"]
    monkeypatch.setattr(system, "WINDOWS", True)
    monkeypatch.setattr(multiprocessing.spawn, "get_command_line", lambda **details: line)
    launcher.lead("stage")
    assert multiprocessing.spawn.get_command_line(pipe_handle=5) == ["python.exe", "-sPSB", "stage/python", *line[2:]]


def test_processes_are_looked_at_without_going_round_in_circles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows' own poll is wait(0): it must come to one gate and to the real wait."""
    from procession.inside import processes

    gates: list[str] = []
    monkeypatch.setattr(system, "WINDOWS", True)
    monkeypatch.setattr(processes.wire, "gated", lambda: True)
    monkeypatch.setattr(processes.wire, "park", lambda op, *more: gates.append(op) or True)
    monkeypatch.setattr(processes, "_real_wait", lambda popen, timeout: 7)
    popen = SimpleNamespace(pid=1, returncode=None)
    assert processes._wait(popen, 0) == 7
    assert processes._wait(popen) == 7
    assert gates == ["alive", "join"]
