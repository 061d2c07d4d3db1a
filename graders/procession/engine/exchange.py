"""The lines of a sampled run, by means that every system has: sockets, `selectors` and threads.

Without the kernel's word for who is at the other end, a line over TCP must begin with the run's token,
and a process is known by what it says. A process has ended when all of its lines have.
"""

import os
import selectors
import socket
import subprocess
import threading
import time
from typing import IO

from procession.engine.lines import Lines
from procession.engine.roster import Roster
from procession.engine.wire import At, Bye, Hello, Line, Message

_NAP_SECONDS = 0.02  # how much longer than asked a wait may take before the machine is to blame

_WORD_LOOKS, _WORD_SECONDS = 40, 0.05  # for the stacks of a process to be written


class _Guarded(Line):
    """A line that must begin with a token."""

    def __init__(self, sock: socket.socket, token: bytes) -> None:
        super().__init__(sock)
        self.owed = token

    def receive(self) -> list[Message]:
        if not self.owed:
            return super().receive()
        try:
            data = self.sock.recv(len(self.owed))
        except OSError:
            data = b""
        if data and self.owed.startswith(data):
            self.owed = self.owed[len(data) :]
        else:
            self.closed = True
        return []


class Exchange(Lines):
    """Connects the scheduler with every thread of a run, with its output and with its root process."""

    def __init__(
        self, listener: socket.socket, token: bytes, process: "subprocess.Popen[bytes]", roster: Roster, most: int
    ) -> None:
        super().__init__(listener, (1, 2), roster)
        self.process = process
        self.token = token
        self.most = most
        self.clock = 0.0
        """Seconds spent waiting. Moments in which the whole machine stood still are not counted."""
        self.heard = 0.0
        """The clock when somebody last came to a gate, came or went."""
        self.met: set[int] = set()
        """Processes that have ever been on a line."""
        self.began = time.monotonic()
        self.start_seconds = 0.0
        """How long the root process took to its first gate."""
        self.wrote = 0
        """Bytes of output, those that were not kept included."""
        self._selector = selectors.DefaultSelector()
        self._selector.register(listener, selectors.EVENT_READ)
        assert process.stdout is not None
        assert process.stderr is not None
        self._readers = [
            threading.Thread(target=self._read, args=(number, pipe), daemon=True)
            for number, pipe in ((1, process.stdout), (2, process.stderr))
        ]
        for reader in self._readers:
            reader.start()

    def close(self) -> None:
        """Hang up on every thread: whoever waits at a gate ends by that."""
        super().close()
        self._selector.close()

    def drain(self, seconds: float) -> bool:
        """Wait at most `seconds` for the end of the output: for the last one who could write to end."""
        until = time.monotonic() + seconds
        for reader in self._readers:
            reader.join(max(0.0, until - time.monotonic()))
        return not any(reader.is_alive() for reader in self._readers)

    def signal(self, pid: int, number: int) -> bool:
        """Send a signal to a process of the run's own session, and wait for its word on stderr.

        False when it can't be sent.
        """
        before = len(self.output[2])
        try:
            if os.getsid(pid) != self.process.pid:
                return False
            os.kill(pid, number)
        except (AttributeError, OSError):  # the former: on Windows
            return False
        for _ in range(_WORD_LOOKS):
            last = len(self.output[2])
            time.sleep(_WORD_SECONDS)
            if before < last == len(self.output[2]):
                break
        return True

    @property
    def output_bytes(self) -> int:
        """How much the run has written to its terminal."""
        return self.wrote

    def receive(self, seconds: float) -> bool:
        """Read what has arrived on lines, waiting at most `seconds` for the first; whether anything had.

        Output is no such thing: who prints for ever has come no nearer to a gate.
        """
        began = time.monotonic()
        events = self._selector.select(seconds)
        self.clock += min(time.monotonic() - began, seconds + _NAP_SECONDS if seconds else 0.0)
        for key, _ in events:
            if key.fileobj is self.listener:
                sock, _ = self.listener.accept()
                self._lines[sock.fileno()] = _Guarded(sock, self.token)
                self._selector.register(sock, selectors.EVENT_READ)
            elif key.fd in self._lines:
                self._hear(key.fd, self._lines[key.fd])
        if not self.root_ended and self.process.poll() is not None:
            self.root_ended = True
            self.heard = self.clock
            return True
        return bool(events)

    def _read(self, number: int, pipe: IO[bytes]) -> None:
        """What a thread of ours does: pipes can't be waited for together with sockets everywhere."""
        with pipe:
            while data := os.read(pipe.fileno(), 1 << 16):
                if len(self.output[number]) <= self.most:
                    self.output[number] += data
                self.wrote += len(data)

    def _heard(self, fd: int, line: Line, message: Message) -> None:
        if isinstance(message, (Hello, At, Bye)):
            self.heard = self.clock
        if isinstance(message, At) and not self.start_seconds:
            self.start_seconds = time.monotonic() - self.began
        super()._heard(fd, line, message)

    def _met(self, line: Line, pid: int) -> None:
        self.met.add(pid)

    def _hang_up(self, fd: int, line: Line) -> None:
        self._selector.unregister(line.sock)
        self.heard = self.clock
        super()._hang_up(fd, line)
