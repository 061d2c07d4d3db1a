"""What the scheduler learns between two choices: who has come, who has gone, who could go on now."""

from collections.abc import Callable
from typing import Any

from procession.engine import wire
from procession.engine.ledger import Ledger
from procession.engine.quiescence import Quiescence
from procession.engine.roster import Roster, Thread, alike
from procession.engine.switchboard import Switchboard

_WAITS = {"acquire", "recv", "send", "wait", "join"}


class Registrar:
    """Takes in what was announced since the last choice, in an order that the run itself gives."""

    def __init__(self, switchboard: Switchboard, quiescence: Quiescence, ledger: Ledger) -> None:
        self.switchboard = switchboard
        self.quiescence = quiescence
        self.ledger = ledger
        self.roster: Roster = ledger.roster
        self.root = 0
        self.now = 0.0
        self.peak_processes = 0
        self._someone_died = False

    def _take_in(self) -> None:
        """Apply the announcements since the last choice, in an order that the run itself gives."""
        step = len(self.ledger.steps)
        self.peak_processes = max(self.peak_processes, len(self.quiescence.live))
        arrivals, self.switchboard.arrivals = self.switchboard.arrivals, []
        self._meet_processes(arrivals, step)
        self._note_deaths(step)
        fresh = [thread for thread in self.roster.threads if not thread.id]
        for thread in sorted(fresh, key=self.roster.rank):
            self.roster.name_thread(thread)
        if fresh:
            self.roster.threads.sort(key=self.roster.rank)
        touched: set[str] = set()
        farewells, self.switchboard.farewells = self.switchboard.farewells, []
        for thread, bye in sorted(farewells, key=lambda pair: self.roster.rank(pair[0])):
            self._note(thread, bye.notes, touched)
        for thread in sorted((t for t in arrivals if t.id), key=self.roster.rank):
            self._apply(thread, touched)
        self._probe(lambda thread: self._concerns(thread, touched))

    def _meet_processes(self, arrivals: list[Thread], step: int) -> None:
        """Take in who was started: what the parents say first, for the children don't know whose they are."""
        told = [(thread, note[1:]) for thread in arrivals if thread.at for note in thread.at.notes]
        try:
            for thread, note in told:
                if note[:1] == ["child"]:
                    self.roster.add_child(self.roster.processes.get(thread.pid), note, step)
            for thread, note in told:
                if note[:1] == ["self"]:
                    self.roster.introduce(thread.pid, note, step)
        except (ValueError, TypeError) as error:
            raise wire.ProtocolError(f"not a process: {error}") from None

    def _note_deaths(self, step: int) -> None:
        """Notice processes that have ended since the last choice."""
        live = set(self.quiescence.live)
        for thread in self.roster.threads:
            self.roster.add_stranger(thread.pid, step)
        for process in self.roster.processes.values():
            if process.ended is None and process.pid not in live:
                process.ended = step
                if process.status is None:
                    process.status = self.quiescence.kernel.exit_status(process.pid)
                self.quiescence.kernel.forget_process(process.pid)
                self._someone_died = True
        for thread in self.roster.threads:
            thread.gone = thread.gone or thread.pid not in live
        self.roster.threads = [thread for thread in self.roster.threads if not thread.gone]

    def _apply(self, thread: Thread, touched: set[str]) -> None:
        at = thread.at
        if at is None:
            return
        thread.deadline = self.now + (at.timeout or 0.0)
        self._note(thread, at.notes, touched)
        if at.op in ("returned", "raised", "broken") and thread.pid == self.root:
            self._photograph()

    def _note(self, thread: Thread, notes: list[list[Any]], touched: set[str]) -> None:
        for tid, *event in (note or [0] for note in notes):  # an empty one is no event
            author = thread if tid == thread.tid else self.roster.find(thread.pid, tid) or thread
            key = self.ledger.note(author, event)
            if key is not None:
                touched.add(self.ledger.aliases.get(key, key))

    def _photograph(self) -> None:
        """Keep what holds when the entry returns, of the processes that have come since it returned before."""
        live = set(self.quiescence.live)
        working = {call.process for call in self.ledger.calls.values() if call.ended is None}
        for process in self.roster.processes.values():
            if process.photographed:
                continue
            process.photographed = True
            process.alive_at_return = process.pid in live
            process.reaped_at_return = process.reaped
            process.idle_at_return = process.id not in working

    def _concerns(self, thread: Thread, touched: set[str]) -> bool:
        """Whether what just happened may have changed what a waiting thread can do."""
        at = thread.at
        assert at is not None
        if thread.stale:
            return True
        for part in at.key.split("|"):
            key = self.ledger.aliases.get(part, part)
            if key in touched or key.startswith("fd:"):
                return True
            if key.startswith("sock") and key not in self.ledger.aliases.values():
                return True  # we don't know its other end
        return False

    def _probe(self, concerned: Callable[[Thread], bool]) -> None:
        """Let waiting threads look again whether they could go on."""
        death, self._someone_died = self._someone_died, False
        waiting = [t for t in self.roster.threads if t.parked and t.at is not None and t.at.op in _WAITS]
        groups = alike(thread for thread in waiting if death or concerned(thread))
        for spokesman, *_ in groups:
            spokesman.stale = False
        if groups:
            self.switchboard.ask([group[0] for group in groups], wire.PROBE, self.now)
        for spokesman, *others in groups:
            for thread in others:
                thread.ready = spokesman.ready
