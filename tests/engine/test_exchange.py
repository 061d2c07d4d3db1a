"""The lines and the patience of sampled runs."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from procession.engine import exchange, silence
from procession.engine.roster import Roster
from procession.engine.silence import Patience


def test_a_line_must_begin_with_the_token() -> None:
    """In whatever pieces it comes; anything else is hung up on."""
    for sent, closed in ((b"secret", False), (b"secreT", True), (b"x", True)):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            line = exchange._Guarded(ours, b"secret")
            for piece in (sent[:3], sent[3:]):
                if piece:
                    theirs.sendall(piece)
                    assert line.receive() == []
            assert (line.closed, line.owed == b"") == (closed, not closed)


def test_a_slow_machine_gets_more_of_everything() -> None:
    """All limits grow alike, and shares of time in which nothing ran are not counted as silence."""
    assert Patience().times(3.0).hang == 3 * Patience().hang
    assert silence.SLOWEST * Patience().busy == 300


def test_a_machine_that_stands_still_makes_no_silence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A wait of an hour where one of a moment was asked for counts as a moment."""
    process = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        board = exchange.Exchange(listener, b"t", process, Roster(), 1000)
        now = time.monotonic()
        times = iter([now, now + 3600])
        monkeypatch.setattr(exchange.time, "monotonic", lambda: next(times))
        board.receive(0.01)
        monkeypatch.undo()
        assert board.clock <= 0.1
        assert board.drain(60)
        board.close()
    process.wait()
