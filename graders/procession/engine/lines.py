"""The lines of a run's threads: reads them, answers them, knows who waits for an answer."""

import socket
import time
from collections.abc import Iterable

from procession.engine import wire
from procession.engine.errors import GraderError
from procession.engine.quiescence import LimitReached
from procession.engine.roster import Roster, Thread
from procession.engine.wire import At, Bye, Hello, Line, Message, Ready, Stack

MOST_LINES = 1000
MOST_BYTES = 64 << 20
"""Of all that the gates of a run may tell, and of its output."""
SILENT_SECONDS = 60.0
"""After so long without a sign of life that we understand, the kit or the machine is at fault, not the program."""


class Lines:
    """The lines of a run's threads: what is heard on them, and who waits for an answer.

    How they are waited for, and how a process is told from another, is the business of who derives from it.
    """

    def __init__(self, listener: socket.socket, outputs: tuple[int, int], roster: Roster) -> None:
        self.listener = listener
        self.roster = roster
        self.output = {fd: bytearray() for fd in outputs}
        self.arrivals: list[Thread] = []
        self.farewells: list[tuple[Thread, Bye]] = []
        self.root_ended = False
        self.told = 0
        """Bytes that have come in on all lines."""
        self.unsettled: set[int] = set()
        """Processes of which a gate's word is not enough just now: one of their lines has ended, or
        they were sent a signal. Cleared when the run is still."""
        self._lines: dict[int, Line] = {}
        self._threads: dict[int, Thread] = {}
        self._unanswered: set[int] = set()
        self._stacks: dict[int, Stack] = {}

    def receive(self, seconds: float) -> bool:
        """Read what has arrived, waiting at most `seconds` for the first; whether anything had."""
        raise NotImplementedError

    def signal(self, pid: int, number: int) -> bool:
        """Send a signal to a process that has come to a gate; False when that can't be done."""
        raise NotImplementedError

    def close(self) -> None:
        """Hang up on every thread."""
        for line in self._lines.values():
            line.close()

    @property
    def output_bytes(self) -> int:
        """How much the run has written to its terminal."""
        return sum(len(data) for data in self.output.values())

    def parked(self) -> set[tuple[int, int]]:
        """(process, thread) numbers of those who can't move because they wait for the scheduler."""
        everybody = any(pid <= 0 for pid in self.unsettled)
        return {
            (t.pid, t.tid) for t in self.roster.threads if t.parked and not everybody and t.pid not in self.unsettled
        }

    def moving(self) -> bool:
        """Whether a thread that was let go has neither come to a gate nor gone."""
        return any(t.at is None and not t.gone and not t.resting for t in self.roster.threads)

    def rest(self) -> None:
        """The run is still: whoever was let go and is at no gate waits in the kernel."""
        self.unsettled.clear()
        for thread in self.roster.threads:
            thread.resting = thread.at is None

    def wake(self) -> None:
        """See to it that whoever must tell of the end of the root is not stopped."""

    def _hear(self, fd: int, line: Line) -> None:
        messages = line.receive()
        self.told += line.received
        if self.told > MOST_BYTES:
            raise LimitReached(f"more than {MOST_BYTES >> 20} MiB of arguments, results and events")
        for message in messages:
            self._heard(fd, line, message)
        if line.closed:
            self._hang_up(fd, line)

    def _heard(self, fd: int, line: Line, message: Message) -> None:
        if isinstance(message, Hello):
            if fd in self._threads:
                raise wire.ProtocolError("a second introduction on one line")
            if len(self.roster.threads) >= MOST_LINES:
                raise LimitReached(f"more than {MOST_LINES} threads at once")
            thread = Thread(line, message.pid, message.tid, message.thread_name)
            self._cover(thread)
            self._threads[fd] = thread
            self._met(line, message.pid)
            self.roster.threads.append(thread)
            return
        if fd not in self._threads:
            raise wire.ProtocolError("a line that nobody has introduced")
        thread = self._threads[fd]
        if isinstance(message, At):
            if thread.at is not None:
                raise wire.ProtocolError("a second announcement on one line")
            thread.at, thread.ready, thread.resting = message, message.ready, False
            self.arrivals.append(thread)
        elif isinstance(message, Ready):
            thread.ready = message.value
            self._unanswered.discard(fd)
        elif isinstance(message, Bye):
            self.farewells.append((thread, message))
        elif isinstance(message, Stack):
            self._stacks[fd] = message
            self._unanswered.discard(fd)
        else:
            thread.at = None  # withdrawn
            self._unanswered.discard(fd)

    def _met(self, line: Line, pid: int) -> None:
        """A thread of process `pid` has introduced itself."""

    def _cover(self, thread: Thread) -> None:
        """Mark the other lines of a thread: while a signal handler runs, they can't move."""
        for other in self._same(thread):
            other.covered, other.stale = True, True
            if not other.line.closed:
                self._unanswered.discard(other.line.fileno())  # it can't answer before the handler is done

    def _uncover(self, thread: Thread) -> None:
        """A handler is done: what it interrupted goes on, perhaps a handler itself that still covers others."""
        for other in self._same(thread)[-1:]:
            other.covered, other.stale = False, True

    def _same(self, thread: Thread) -> list[Thread]:
        """The other lines of a thread, in the order in which they were opened."""
        number = (thread.pid, thread.tid)
        return [t for t in self.roster.threads if t is not thread and (t.pid, t.tid) == number and not t.gone]

    def _hang_up(self, fd: int, line: Line) -> None:
        self._unanswered.discard(fd)
        line.close()
        del self._lines[fd]
        thread = self._threads.pop(fd, None)
        if thread is not None:
            thread.gone = True
            self._uncover(thread)
            self.unsettled.add(thread.pid)

    def ask(self, threads: Iterable[Thread], question: bytes, now: float) -> dict[str, Stack]:
        """Put a question to parked threads and wait for the answers of those who live.

        PROBE updates their `ready`; DESCRIBE returns where they are, by thread identity.
        """
        self._stacks = {}
        asked: dict[int, str] = {}
        for thread in threads:
            if thread.at is not None and not thread.line.closed:
                fd = thread.line.fileno()
                asked[fd] = thread.id
                self._unanswered.add(fd)
                thread.line.reply(question, thread.at.sequence, now)
        started = looked = time.monotonic()
        while self._unanswered:
            heard = self.receive(0.5)
            now_is = time.monotonic()
            if now_is - looked > 0.5:
                self._look_at_silent(now_is - started)
                looked = now_is
            if not heard and now_is - started > SILENT_SECONDS:
                raise GraderError("a thread that is parked no longer answers")
        return {asked[fd]: stack for fd, stack in self._stacks.items() if fd in asked}

    def _look_at_silent(self, seconds: float) -> None:
        """Some who were asked `seconds` ago have not answered yet."""
