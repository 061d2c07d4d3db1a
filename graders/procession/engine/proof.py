"""Why a run is stuck: each thread, where it waits, for what, and why nobody will ever wake it."""

import re
from dataclasses import replace

from procession.engine import wire
from procession.engine.livelock import goes_round
from procession.engine.observation import Spot, Waiting
from procession.engine.roster import Roster, Thread
from procession.engine.scheduler import Scheduler
from procession.inside import system

_FRAME = re.compile(r'  File "(?P<file>[^"]+)", line (?P<line>\d+) in (?P<function>.+)')
_SIGNALS = ("pause", "rt_sigtimedwait", "rt_sigsuspend")
"""System calls that wait for a signal."""


def _as_written(name: str, api: str) -> str:
    """The call as it stands in the submission; a Value's property has no parentheses."""
    return f"{name}.{api[3:]}" if api[:3] in ("get", "set") and api[3:] in ("value", "raw") else f"{name}.{api}()"


class Proof:
    """Reads a run that is over without having ended; see `waiting`."""

    def __init__(self, scheduler: Scheduler, work: str) -> None:
        self.scheduler = scheduler
        self.ledger = scheduler.ledger
        self.roster: Roster = scheduler.roster
        self.work = work.rstrip("/") + "/"
        self.proven = scheduler.ending == "deadlocked"
        self.circling = goes_round(self.ledger.steps, self.ledger.accesses)

    def waiting(self) -> tuple[Waiting, ...]:
        """Where every process of the program is, main first; helper threads without a say are left out."""
        board = self.scheduler.switchboard
        stacks = board.ask([t for t in self.roster.threads if t.parked], wire.DESCRIBE, self.scheduler.now)
        found: list[Waiting] = []
        told: set[int] = set()
        for thread in self.roster.threads:
            if thread.at is not None and thread.parked and thread.id in stacks:
                found.append(self._parked(thread, stacks[thread.id]))
                if thread.tid == thread.pid:
                    told.add(thread.pid)
        for process in self.roster.processes.values():
            if process.pid in self.scheduler.quiescence.live and process.pid not in told:
                waiting = self._unparked(process.pid, process.label)
                found.append(replace(waiting, thread=process.id))
        order = {process.label: process.order for process in self.roster.processes.values()}
        return tuple(sorted(found, key=lambda waiting: order.get(waiting.who, 10_000)))

    def _parked(self, thread: Thread, answer: wire.Stack) -> Waiting:
        api, label, kind, frames = answer.stack
        spot = Spot(*frames[0]) if frames else None
        at = thread.at
        assert at is not None
        who = self.roster.label(thread)
        what = self._what(at.op, api, label, kind, thread)
        why = "" if thread.ready or not self.proven else self._why(thread, api)
        return Waiting(who, what, why, spot, thread=thread.id)

    def _what(self, op: str, api: str, label: str, kind: str, thread: Thread) -> str:
        name = label or (f"a {kind}" if kind not in ("", "NoneType") else "something")
        if self.scheduler.cause == "livelock" and thread.id in self.circling:
            return f"goes round and round at `{_as_written(name, api)}`" if api else "goes round and round"
        if thread.ready or op in ("sleep", "spin"):
            return "was about to go on" if op not in ("sleep", "spin") else "was asleep"
        if api == "with":
            return f"waits in `with {name}`"
        if api:
            return f"waits in `{_as_written(name, api)}`"
        helper = {"recv": "for something to arrive", "send": "for room in the pipe", "wait": "for work"}
        return f"waits {helper.get(op, 'for a ' + kind if kind else 'for ever')}"

    def _why(self, thread: Thread, api: str) -> str:
        at = thread.at
        assert at is not None
        # Who had such a semaphore last was woken, or took a free place of a queue: it holds nothing.
        if api in ("wait", "wait_for") and at.detail == "Semaphore":
            return "nobody is left who would wake it"
        if api == "put" and at.detail == "BoundedSemaphore":
            return "the queue is full, and nobody who could empty it is able to go on"
        if at.op == "join":
            return self._why_join(at.key)
        if at.op == "acquire":
            holder = self.ledger.holders.get(at.key)
            if holder is None:
                return "nobody is left who would release it"
            if holder == thread.id:
                return "it holds that lock itself"
            process = next((p for p in self.roster.processes.values() if p.id == holder.partition("~")[0]), None)
            label = self.roster.labels().get(holder, holder)
            if process is not None and process.ended is not None:
                return f"{label} holds it and has ended"
            return f"{label} holds it and is stuck too"
        if at.op == "recv":
            return "nothing is on its way, and everybody who could put something in has ended or is stuck too"
        if at.op == "send":
            return "the pipe is full, and nobody who could empty it is able to go on"
        return "everybody who could wake it has ended or is stuck too"

    def _why_join(self, key: str) -> str:
        number = key.removeprefix("proc")
        process = self.roster.processes.get(int(number)) if number.isdigit() else None
        if process is None:
            return "that process can't end"
        return f"{process.label} can't end"

    def _unparked(self, pid: int, label: str) -> Waiting:
        """A process whose main thread is at no gate: ask the interpreter for its stacks."""
        kernel = self.scheduler.quiescence.kernel
        thread = kernel.thread(pid, pid)
        blocked = kernel.blocked(thread) if thread is not None else None  # first: being asked ends a pause
        frames = [frame for frame in self._dump(pid) if frame.file]
        if blocked is None:
            return Waiting(label, "was running", "", frames[0] if frames else None, bool(frames))
        names = {"futex": "for a thread or a lock between threads", "wait4": "for a child process"}
        names |= {"waitid": "for a child process", "read": "to read", "write": "to write"}
        names |= dict.fromkeys(_SIGNALS, "for a signal")
        what = f"waits {names.get(blocked.call, 'in the system call ' + blocked.call)}"
        why = "nobody who could wake it is able to go on"
        if blocked.call in _SIGNALS:
            why = "nobody is left who would send it, and what came before it waited is gone"
        return Waiting(label, what, why if self.proven else "", frames[0] if frames else None)

    def _dump(self, pid: int) -> list[Spot]:
        """Frames of the submission in the main thread of a process, innermost first."""
        board = self.scheduler.switchboard
        error_output = list(board.output.values())[1]
        before = len(error_output)
        if system.STACKS is None or not board.signal(pid, system.STACKS):
            return []
        for _ in range(200):
            if not board.receive(0.2):
                break
        text = bytes(error_output[before:]).decode("utf-8", "replace")
        del error_output[before:]
        blocks = re.split(r"(?m)^(?=(?:Current thread|Thread) 0x)", text)
        for block in reversed(blocks):  # the main thread comes last
            spots = [
                Spot(match["file"].removeprefix(self.work), int(match["line"]), match["function"])
                for match in _FRAME.finditer(block)
                if match["file"].startswith(self.work)
            ]
            if spots:
                return spots
        return []
