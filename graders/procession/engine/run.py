"""One run: a scenario, a strategy and a box in, a frozen observation out."""

import contextlib
import json
import os
import re
import secrets
import signal
import socket
import time
from typing import Any

from procession.engine.box import Box
from procession.engine.errors import GraderError
from procession.engine.ledger import Ledger
from procession.engine.observation import Observation, ProcessRecord, Profile, Schedule, Waiting
from procession.engine.proof import Proof
from procession.engine.quiescence import LimitReached, Quiescence
from procession.engine.roster import Roster
from procession.engine.scenario import Scenario
from procession.engine.scheduler import Scheduler
from procession.engine.strategies import Strategy
from procession.engine.switchboard import Switchboard
from procession.engine.wire import ProtocolError
from procession.inside import address as addresses
from procession.inside import values

_INFRASTRUCTURE = re.compile(r" -c from multiprocessing\.(resource_tracker|forkserver) import main; ?main\(.*\)$")
_SHOWN_OUTPUT = 1 << 20
_END_SECONDS = 60.0
_MOST_READS = 64
_MOST_NAMES = 20


class Runner:
    """Runs scenarios in one box, one after the other."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.count = 0

    def run(self, scenario: Scenario, strategy: Strategy) -> Observation:
        """Run `scenario` once, the choices made by `strategy`.

        Raises GraderError when the box fails; whatever the submission does is in the observation.
        """
        self.count += 1
        mark = f"pn{secrets.token_hex(4)}"
        name = f"{self.count}.sock"
        path = self.box.stage.shown / name
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            addresses.at(listener.bind, str(path))
            listener.listen(256)
            self.box.stage.show(path)
            try:
                return self._run(scenario, strategy, listener, f"{self.box.stage.inside}/{name}", mark)
            finally:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _run(
        self, scenario: Scenario, strategy: Strategy, listener: socket.socket, address: str, mark: str
    ) -> Observation:
        config = configuration(scenario, address, self.box.stage.work, f"{self.box.stage.inside}/stub.py")
        told = self.box.stage.shown / "run.json"
        told.write_text(json.dumps(config), encoding="utf-8")
        self.box.stage.show(told)
        readers, writers = zip(os.pipe2(os.O_CLOEXEC), os.pipe2(os.O_CLOEXEC), strict=True)
        if self.box.stage.user:
            for fd in writers:  # so that they can be opened anew, as /dev/stdout
                os.fchown(fd, self.box.stage.user.number, -1)
        unclosed = list(writers)
        exits: list[int] = []
        roster = Roster()
        board = None
        try:
            command = {
                "do": "run",
                "config": config,
                "submission": self.box.stage.submission_inside,
                **order(scenario, mark),
                "clean": self.box.stage.to_clean,
            }
            self.box.send(command, list(writers))
            for fd in writers:
                os.close(fd)
            unclosed.clear()
            root = self.box.receive("started")[1]
            for fd in readers:
                os.set_blocking(fd, False)
            board = Switchboard(
                listener,
                readers,
                self.box.control,
                lambda: exits.append(self.box.receive("exited")[1]),
                roster,
                self.box.kernel,
                self.box.wake,
            )
            return self._observe(scenario, strategy, board, root, exits)
        finally:
            if board is not None:
                board.close()
            for fd in (*readers, *unclosed):
                os.close(fd)

    def _observe(
        self,
        scenario: Scenario,
        strategy: Strategy,
        board: Switchboard,
        root: int,
        exits: list[int],
    ) -> Observation:
        own_pipes = frozenset(f"pipe:[{os.fstat(fd).st_ino}]" for fd in board.output)
        quiescence = Quiescence(self.box.kernel, own_pipes, scenario.limits)
        ledger = Ledger(board.roster)
        scheduler = Scheduler(board, quiescence, ledger, strategy, scenario)
        scheduler.run(root)
        waiting: tuple[Waiting, ...] = ()
        if scheduler.ending in ("deadlocked", "timed out"):
            with contextlib.suppress(ProtocolError, LimitReached):  # whoever does not answer now is not told of
                waiting = Proof(scheduler, self.box.stage.work).waiting()
        board.turn_deaf()
        leftovers = self._leftovers(scheduler)
        shared = self._sweep(board, root, exits)
        if scheduler.ending == "ended":
            leftovers += [f"shared memory {name}" for name in shared]
        self.box.kernel.close()
        return freeze(scenario, scheduler, waiting, leftovers, exits, self.box.kind)

    def _leftovers(self, scheduler: Scheduler) -> list[str]:
        """Who is still there after the program has ended."""
        if scheduler.ending != "ended":
            return []
        kernel = self.box.kernel
        found = []
        for pid in scheduler.quiescence.live:
            command = kernel.command(pid)
            if not _INFRASTRUCTURE.search(command):
                known = scheduler.roster.processes.get(pid)
                found.append(known.label if known else f"process `{command[:60]}`")
        return found

    def _sweep(self, board: Switchboard, root: int, exits: list[int]) -> list[str]:
        """Let the driver end and clean up everything; return the shared memory that was left."""
        if not exits:
            self._kill_root(board, root)
        for sock_fd in list(board.output):
            _drain(board, sock_fd)
        self.box.send({"do": "sweep"})
        _, _, shared = self.box.receive("swept")
        return [str(name).encode("utf-8", "backslashreplace").decode("utf-8") for name in shared[:_MOST_NAMES]]

    def _kill_root(self, board: Switchboard, root: int) -> None:
        if not board.signal(root, signal.SIGKILL):
            self.box.send({"do": "kill"})
        until = time.monotonic() + _END_SECONDS
        while not board.root_ended:
            self.box.wake()
            if not board.receive(0.5) and time.monotonic() > until:
                raise GraderError("the box does not answer")


def configuration(scenario: Scenario, address: str, work: str, stub: str) -> dict[str, Any]:
    """What every process of a run must know of it (see inside/gates.py); the paths are those that it sees."""
    return {
        "address": address,
        "work": work,
        "module": scenario.module,
        "given": list(scenario.given),
        "stub": stub,
        "terminal": scenario.terminal,
        "machine": list(scenario.machine) if scenario.machine else None,
        "method": scenario.start_method,
    }


def order(scenario: Scenario, mark: str) -> dict[str, Any]:
    """What its root process is to do; names of shared memory begin with `mark`."""
    calls = [values.encode(arguments) for arguments in scenario.calls]
    return {"entry": scenario.entry, "calls": calls, "mark": mark, "environment": {}}


def _drain(board: Switchboard, fd: int) -> None:
    """Take what still is in a pipe, which may have somebody at its other end who never stops."""
    with contextlib.suppress(BlockingIOError, OSError):
        for _ in range(_MOST_READS):
            board.output[fd] += os.read(fd, 1 << 16)


def freeze(
    scenario: Scenario,
    scheduler: Scheduler,
    waiting: tuple[Waiting, ...],
    leftovers: list[str],
    exits: list[int],
    box: str,
) -> Observation:
    """The observation of a run that is over."""
    ledger, roster = scheduler.ledger, scheduler.roster
    stdout, stderr = (bytes(data) for data in scheduler.switchboard.output.values())
    ending, reason = scheduler.ending, scheduler.reason
    written = ledger.written(stdout) if scenario.terminal else ()
    if written is None and ending == "ended":
        ending, reason = "inconclusive", "something was written to the terminal past the gates"
    if len(ledger.outcomes) > len(scenario.calls):
        ending, reason = "inconclusive", "there were more answers than calls"
    if ending == "ended" and len(ledger.outcomes) < len(scenario.calls):
        broken = ledger.outcomes and ledger.outcomes[0].kind == "broken"
        ending, reason = "crashed", "" if broken else "the main process ended before its function had returned"
    return Observation(
        ending=ending,
        phase=ledger.phase,
        outcomes=tuple(ledger.outcomes),
        processes=tuple(_record(process) for process in list(roster.processes.values())[1:]),
        calls=ledger.frozen_calls(),
        written=written or (),
        stdout=stdout[:_SHOWN_OUTPUT].decode("utf-8", "replace"),
        stderr=stderr[:_SHOWN_OUTPUT].decode("utf-8", "replace"),
        queue_uses=ledger.frozen_uses(),
        waiting=waiting,
        reason=reason,
        cause=scheduler.cause,
        leftovers=tuple(leftovers),
        root_status=exits[0] if exits and scheduler.ending == "ended" else None,
        peak_processes=scheduler.peak_processes,
        held_together=scheduler.held_together,
        steps=tuple(ledger.steps),
        profile=Profile(len(ledger.steps), scheduler.uses),
        virtual_seconds=scheduler.now,
        schedule=_schedule(scheduler),
        mode="controlled",
        box=box,
        start_method=scenario.start_method,
        ungated=tuple(ledger.ungated),
        accesses=tuple(ledger.accesses),
        blocked=scheduler.stretches.frozen(ledger.canonical),
        names=roster.labels() | ledger.labels(),  # after it: what nobody ever got is named by it
    )


def _record(process: Any) -> ProcessRecord:
    names = ProcessRecord.__dataclass_fields__
    return ProcessRecord(**{name: getattr(process, name) for name in names})


def _schedule(scheduler: Scheduler) -> Schedule:
    threads = tuple(dict.fromkeys(thread for thread, _ in scheduler.picks))
    index = {thread: number for number, thread in enumerate(threads)}
    picks = tuple(~index[thread] if fires else index[thread] for thread, fires in scheduler.picks)
    return Schedule(scheduler.strategy.name, scheduler.strategy.seed, threads, picks)
