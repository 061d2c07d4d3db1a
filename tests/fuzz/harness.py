"""A run of which nothing is real but the grading side: what its processes say are the bytes of a *script*.

A script is lines. Each begins with a letter, the line of a thread (a, b, c, ...), and then has what that thread
sends next: a message, framed here, or with "!" raw bytes. A thread says its next message when it is answered, or at
once if it is not at a gate. So the scheduler, the ledger, the proof and the picture go as they do in grading, in one
process and in microseconds, and whatever they are told must end in an observation: any exception is a finding.
"""

import contextlib
import io
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
from procession.engine import wire
from procession.engine.kernel import Kernel
from procession.engine.ledger import Ledger
from procession.engine.lines import Lines
from procession.engine.observation import Observation
from procession.engine.proof import Proof
from procession.engine.quiescence import LimitReached, Quiescence
from procession.engine.roster import Roster
from procession.engine.run import freeze
from procession.engine.scenario import Limits, Scenario
from procession.engine.scheduler import Scheduler
from procession.engine.strategies import make
from procession.picture import page, perfetto, text
from procession.picture.draw import draw

ROOT = 10
LINES = "abcdefgh"
_MOST_MESSAGES = 400
_SCENARIO = Scenario("program", "main", ((1,),), hold="handle", terminal=True)
_LIMITS = replace(Limits(), steps=300, idle_steps=100, misses=64)


class _Socket:
    """What a line reads from; it sends nothing on."""

    def __init__(self, number: int, messages: list[bytes]) -> None:
        self.number = number
        self.messages = messages[::-1]
        self.waiting = b""
        self.more()

    def more(self) -> None:
        if self.messages:
            self.waiting += self.messages.pop()

    def fileno(self) -> int:
        return self.number

    def recv(self, most: int, flags: int = 0) -> bytes:
        data, self.waiting = self.waiting[:most], self.waiting[most:]
        return data

    def send(self, data: bytes, flags: int = 0) -> int:
        return len(data)

    def close(self) -> None:
        self.messages, self.waiting = [], b""


class _Kernel(Kernel):
    def __init__(self) -> None:
        super().__init__(-1, frozenset())

    def exit_status(self, pid: int) -> int | None:
        return None

    def on_its_way(self, pids: list[int]) -> tuple[str, ...]:
        return ()


class _Board(Lines):
    """Gives each thread's next message as soon as it is due; a thread with none left has gone."""

    def __init__(self, scripts: dict[str, list[bytes]]) -> None:
        super().__init__(None, (1, 2), Roster())  # type: ignore[arg-type]
        for number, messages in scripts.items():
            fd = 100 + LINES.index(number)
            self._lines[fd] = wire.Line(_Socket(fd, messages))  # type: ignore[arg-type]

    def receive(self, seconds: float) -> bool:
        heard = False
        for fd, line in list(self._lines.items()):
            thread = self._threads.get(fd)
            sock: Any = line.sock
            if not sock.waiting and (thread is None or thread.at is None or fd in self._unanswered):
                sock.more()
            at_a_gate = thread is not None and thread.at is not None
            if sock.waiting or not at_a_gate or (fd in self._unanswered and not sock.messages):
                heard = True
                self._hear(fd, line)
        self.root_ended = self.root_ended or all(t.pid != ROOT for t in self._threads.values())
        return heard

    def signal(self, pid: int, number: int) -> bool:
        return False


class _Still(Quiescence):
    """Whoever is on a line is alive, and still when all has been heard."""

    def __init__(self, board: _Board) -> None:
        super().__init__(_Kernel(), frozenset(), _LIMITS)
        self.board = board

    def holds(self, parked: set[tuple[int, int]], doze: bool = False) -> bool:
        self.live = sorted({thread.pid for thread in self.board._threads.values()})
        return True

    def cpu_seconds(self) -> float:
        return 0.0

    def check_resources(self, output_bytes: int, cpu_seconds: float) -> None:
        pass

    def runs(self) -> bool:
        return False


class _Bounded(Scheduler):
    """Nobody in a script waits for real time."""

    def _wait_for_dozers(self) -> None:
        raise LimitReached("dozing")


def parse(script: bytes) -> dict[str, list[bytes]]:
    """The messages of each thread, framed."""
    found: dict[str, list[bytes]] = {}
    for line in script.split(b"\n")[:_MOST_MESSAGES]:
        letter, body = line[:1].decode("latin-1"), line[1:]
        if letter and letter in LINES:
            data = body[1:] if body[:1] == b"!" else struct.pack("!I", len(body)) + body
            found.setdefault(letter, []).append(data)
    return found


def play(script: bytes, strategy: str = "round-robin", time: str = "adversarial", pages: bool = True) -> Observation:
    """Grade what a script says; the observation of it, drawn in all ways (with `pages` as a page as well)."""
    board = _Board(parse(script))
    scenario = replace(_SCENARIO, time=time, limits=_LIMITS)
    quiescence = _Still(board)
    scheduler = _Bounded(board, quiescence, Ledger(board.roster), make(strategy, 0), scenario)  # type: ignore[arg-type]
    scheduler.run(ROOT)
    waiting: Any = ()
    if scheduler.ending in ("deadlocked", "timed out"):
        with contextlib.suppress(wire.ProtocolError, LimitReached):
            waiting = Proof(scheduler, "/work").waiting()
    board.output[1] += b"".join(b"x" * min(length, 1000) for _, length, _ in scheduler.ledger.pieces)
    seen = freeze(scenario, scheduler, waiting, [], [0], "bubblewrap")
    _show(seen, pages)
    return seen


def _show(seen: Observation, pages: bool) -> None:
    diagram = draw(seen, Path("/nowhere"), "a title", "it broke")
    for signs in (text.UNICODE, text.ASCII):
        io.StringIO().write(text.render(diagram, signs, 80))
    if pages:
        page.render(diagram).encode("utf-8")
    perfetto.render(diagram).encode("utf-8")
    msgspec.json.encode(seen.schedule)
