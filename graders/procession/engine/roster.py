"""Who takes part in a run: its processes and threads, under names that a student knows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from procession.engine.wire import At, Line

_DEFAULT_NAME = re.compile(r"(\w*Process|\w+)-\d+(:\d+)*$")
_POOL_TARGETS = {"_process_worker"}  # of an executor; a Pool names its own


@dataclass
class Process:
    """A process of the run."""

    pid: int
    id: str
    label: str
    parent: str = ""
    target: str = ""
    kind: str = ""
    daemon: bool = False
    announced: bool = True
    begun: int = 0
    ended: int | None = None
    status: int | None = None
    reaped: bool = False
    photographed: bool = False
    """The entry has returned since it was started: the next three are known."""
    alive_at_return: bool = False
    reaped_at_return: bool = False
    idle_at_return: bool = False
    threads: int = 0
    order: int = 0


@dataclass
class Thread:
    """A thread that has come to a gate at least once; one line each (see wire.Line)."""

    line: Line
    pid: int
    tid: int
    name: str
    id: str = ""
    at: At | None = None
    ready: bool = True
    gone: bool = False
    deadline: float = 0.0
    resting: bool = False
    """Let go, but then blocked in the kernel: it will not come to a gate until somebody wakes it."""
    covered: bool = False
    """A signal handler of the same thread is at a gate of its own."""
    freed: bool = False
    """It was held inside a given function, and may go on now."""
    stale: bool = False
    """It was covered, so `ready` may be out of date."""

    @property
    def parked(self) -> bool:
        """It waits for the scheduler, and for nobody else."""
        return self.at is not None and not self.gone and not self.covered


def alike(waiting: Iterable[Thread]) -> list[list[Thread]]:
    """Threads that wait, in groups of which all can go on if one of them can: they wait for the same in the same way.

    An RLock is free for its owner, and not for others.
    """
    groups: dict[object, list[Thread]] = {}
    for thread in waiting:
        at = thread.at
        assert at is not None
        a_lock = at.op == "acquire" and at.key.startswith("sem") and at.detail != "RLock"
        a_pipe = at.op in ("recv", "send") and at.key.startswith("pipe")
        same = (at.op, at.key) if (a_lock or a_pipe) and not thread.stale else id(thread)
        groups.setdefault(same, []).append(thread)
    return list(groups.values())


@dataclass
class Roster:
    """All processes and threads of one run."""

    processes: dict[int, Process] = field(default_factory=dict)
    threads: list[Thread] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    thread_labels: dict[str, str] = field(default_factory=dict)

    def add_root(self, pid: int) -> Process:
        """The process that calls the entry."""
        return self._add(Process(pid, "main", "main", kind="MainProcess"))

    def add_child(self, parent: Process | None, note: list[Any], step: int) -> None:
        """A process that multiprocessing started: ["child", pid, method, identity, name, target, ...]."""
        pid, _method, identity, name, target, daemon, kind = note[1:8]
        if type(pid) is not int or not 0 < pid < 1 << 31:
            raise ValueError(f"{str(pid)[:80]!r} is no process's number")
        known = self.processes.get(pid)
        if known is not None and known.announced:
            return
        process = Process(
            pid,
            "p" + ".".join(str(int(part)) for part in identity),
            self._label(str(name), str(target)),
            parent.id if parent else "",
            str(target),
            str(kind),
            bool(daemon),
            begun=step,
        )
        if known is not None and any(thread.partition("~")[0] == known.id for thread in self.thread_labels):
            # It has done steps under that name.
            process.id, process.order, process.begun = known.id, known.order, known.begun
            self.processes[pid] = process
            return
        self._add(process)

    def add_stranger(self, pid: int, step: int) -> Process:
        """A process that only the kernel told us of (os.fork, subprocess)."""
        known = self.processes.get(pid)
        if known is None:
            known = Process(pid, f"x{self._count('x')}", "a forked process", announced=False, begun=step)
            known.label = f"forked-{self.counts['x']}"
            self._add(known)
        return known

    def introduce(self, pid: int, note: list[Any], step: int) -> None:
        """A process says itself who it is: ["self", identity, name, ...]; used if nobody else did."""
        known = self.processes.get(pid)
        if known is None or not known.announced:
            self.add_child(None, ["child", pid, "", *note[1:]], step)

    def find(self, pid: int, tid: int) -> Thread | None:
        """The thread of these numbers, if it is still there."""
        return next((thread for thread in self.threads if (thread.pid, thread.tid) == (pid, tid)), None)

    def rank(self, thread: Thread) -> tuple[int, str, str, int]:
        """Where a thread stands in the fixed order of the run."""
        return self.processes[thread.pid].order, thread.id, thread.name, thread.tid

    def _add(self, process: Process) -> Process:
        while process.id in self.ids:
            process.id += "'"
        self.ids.add(process.id)
        process.order = len(self.ids)
        self.processes[process.pid] = process
        return process

    def _count(self, key: str) -> int:
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.counts[key]

    def _label(self, name: str, target: str) -> str:
        if "PoolWorker-" in name or target in _POOL_TARGETS:
            return f"pool-worker-{self._count('pool-worker')}"
        if target == "BaseManager._run_server":
            return "the manager"
        if not _DEFAULT_NAME.fullmatch(name):
            self._count(name)
            return name if self.counts[name] == 1 else f"{name} ({self.counts[name]})"
        base = re.sub(r"\W", "", target) or "process"
        return f"{base}-{self._count(base)}"

    def name_thread(self, thread: Thread) -> None:
        """Give a thread its lasting identity within the run."""
        process = self.processes[thread.pid]
        process.threads += 1
        thread.id = process.id if thread.tid == thread.pid else f"{process.id}~{process.threads}"
        self.thread_labels[thread.id] = self.label(thread)

    def label(self, thread: Thread) -> str:
        """What a person is told a thread is called."""
        process = self.processes.get(thread.pid)
        name = process.label if process else "?"
        if thread.tid == thread.pid:
            return name
        if thread.name == "QueueFeederThread":
            return f"{name}'s queue feeder thread"
        return f"{name}'s thread {thread.name}"

    def labels(self) -> dict[str, str]:
        """Thread and process identities to what a person is told they are called."""
        found = {process.id: process.label for process in self.processes.values()}
        return found | self.thread_labels
