"""All lines of one run: accepts them, reads them, answers them."""

import os
import select
import signal
import socket
from collections.abc import Callable

from procession.engine import wire
from procession.engine.kernel import Kernel
from procession.engine.lines import MOST_BYTES, MOST_LINES, Lines
from procession.engine.peers import own_number, peer_of
from procession.engine.quiescence import LimitReached
from procession.engine.roster import Roster
from procession.engine.wire import Line

_ANSWER_SECONDS = 5.0  # asleep for so long at a question that lies before it, or busy: it is at no gate


class Switchboard(Lines):
    """Connects the scheduler with every thread of a run, with its output and with the driver.

    `on_exit` reads the driver's word that the root has ended, `wake_driver` lets it go on if it was stopped.
    """

    def __init__(
        self,
        listener: socket.socket,
        outputs: tuple[int, int],
        control: socket.socket,
        on_exit: Callable[[], None],
        roster: Roster,
        kernel: Kernel,
        wake_driver: Callable[[], None],
    ) -> None:
        super().__init__(listener, outputs, roster)
        self.control = control
        self.on_exit = on_exit
        self.kernel = kernel
        self.wake = wake_driver  # type: ignore[method-assign]
        self.deaf = False
        self._counters: dict[int, tuple[bytes, float]] = {}
        self._pidfds: dict[int, int] = {}
        self._endings: set[int] = set()
        self._epoll = select.epoll()
        for fd in (listener.fileno(), *outputs, control.fileno()):
            self._epoll.register(fd, select.EPOLLIN)

    def close(self) -> None:
        """Hang up on every thread."""
        super().close()
        for pidfd in self._pidfds.values():
            os.close(pidfd)
        self._epoll.close()

    def signal(self, pid: int, number: int) -> bool:
        """Send a signal to a process that has come to a gate; False when that can't be done."""
        if pid not in self._pidfds:
            return False
        try:
            signal.pidfd_send_signal(self._pidfds[pid], number)
        except OSError:
            return False
        return True

    def receive(self, seconds: float) -> bool:
        """Read what has arrived, waiting at most `seconds` for the first; whether anything had."""
        if 0 < seconds < 0.001:  # finer than epoll's own time-outs
            select.select([self._epoll], [], [], seconds)
            seconds = 0
        events = self._epoll.poll(seconds)
        for fd, _ in events:
            if fd in self._lines:
                self._hear(fd, self._lines[fd])
            elif fd == self.listener.fileno():
                self._accept()
            elif fd in self._endings:
                self._epoll.unregister(fd)  # the kernel has said that a process has ended
            elif fd in self.output:
                self._read_output(fd)
            elif fd == self.control.fileno():
                self.on_exit()
                self.root_ended = True
                self._epoll.unregister(fd)
        return bool(events)

    def turn_deaf(self) -> None:
        """The run is over: nothing that its gates say counts any more, and of its output only what fits."""
        self.deaf = True
        for fd in (*self._lines, self.listener.fileno()):
            self._epoll.unregister(fd)

    def _accept(self) -> None:
        if len(self._lines) >= MOST_LINES:
            raise LimitReached(f"more than {MOST_LINES} threads at once")
        sock, _ = self.listener.accept()
        self._lines[sock.fileno()] = Line(sock)
        self._epoll.register(sock.fileno(), select.EPOLLIN)

    def _read_output(self, fd: int) -> None:
        data = os.read(fd, 1 << 20)
        if data and self.output_bytes + len(data) <= MOST_BYTES:
            self.output[fd] += data
        elif data and not self.deaf:
            raise LimitReached(f"more than {MOST_BYTES >> 20} MiB of output")
        elif not data:
            self._epoll.unregister(fd)

    def _met(self, line: Line, pid: int) -> None:
        """Open a descriptor on a new process by what the kernel, not the process, says it is."""
        peer = peer_of(line.sock)
        known = own_number(peer)
        if known is not None and known != pid:
            raise wire.ProtocolError(f"process {known} speaks as process {pid}")
        if pid in self._pidfds:
            return
        try:
            pidfd = os.pidfd_open(peer)
        except OSError:
            return  # ended already
        self._pidfds[pid] = pidfd
        self._endings.add(pidfd)
        self._epoll.register(pidfd, select.EPOLLIN)

    def _hang_up(self, fd: int, line: Line) -> None:
        self._epoll.unregister(fd)
        super()._hang_up(fd, line)

    def _look_at_silent(self, seconds: float) -> None:
        """A thread at a gate answers at once. One that was stopped can't; any other that does not is at no gate.

        This is no time-out: one that only waits for a processor is waited for.
        """
        if seconds < 1.0:
            self._counters = {}
        for fd in list(self._unanswered):
            thread = self._threads[fd]
            facts = self.kernel.thread(thread.pid, thread.tid)
            state = self.kernel.state(thread.pid, thread.tid)
            if state == "T":
                thread.ready, thread.stale = False, True
                self._unanswered.discard(fd)
                continue
            turns = facts.turns() if facts and state != "X" else b""
            used = facts.cpu_seconds() if facts and state != "X" else 0.0
            before = self._counters.setdefault(fd, (turns, used))
            asleep = seconds > _ANSWER_SECONDS and state in "SX" and turns == before[0]
            if asleep or used - before[1] > _ANSWER_SECONDS / 5:
                raise wire.ProtocolError("a thread that has come to a gate does not wait there")
