"""Quiescence: no process of the run can move unless the scheduler lets a parked one go.

Every thread is sampled twice. A thread counts as still if it is parked at a gate, or if both samples
find it blocked without a time-out, its run counters have not changed in between, and it is asleep
(see kernel.py). All first samples come before all second ones, and in between everybody is counted
again: a process or thread that was started while the list was being made shows there. So there is a
moment at which all that existed could not move; and whoever can't move can't wake, start or end
anybody.

A parked thread has announced its gate but may not have gone to sleep yet, and till then it may hold a
lock of the C library's (of `malloc`, say) for which another thread of its process waits, without a
time-out and to all appearances for ever. So the word of a gate is enough only in a process all of whose
threads are parked; in any other the parked ones are sampled like the rest.

Most choices move one thread only, and the others have slept since the last time that the run was
still. For them that time is the first sample: it is enough to see, in this order, that they are
asleep and that their run counters are what they were then.
"""

import time

from procession.engine.kernel import Kernel, Thread
from procession.engine.scenario import Limits

_MOST_THREADS = 1000
_MOST_WRITTEN = 512 << 20
_LOOK_SECONDS = 0.02
_SIGN_OF_LIFE = 0.2


_Sample = tuple[Thread, bytes, bool]
"""A thread, its run counters, and whether it only dozes."""


class LimitReached(Exception):
    """A last resort was reached: nothing is proven, but the run can't go on.

    `cause` is livelock, busy (computing) or limit (anything else that there is too much of).
    """

    def __init__(self, reason: str, cause: str = "limit") -> None:
        super().__init__(reason)
        self.cause = cause


class Pulse:
    """Tells a run that is silent from one that gets little of a busy machine.

    A sign of life is `_SIGN_OF_LIFE` seconds of processor time. Whoever shows one from time to time comes to the
    limit of processor time in the end, however slow the machine is.
    """

    def __init__(self, used: float) -> None:
        self.used = used
        self.seen = time.monotonic()

    def silent(self, used: float, seconds: float) -> bool:
        """Whether there has been no sign of life for so many seconds, given the processor time `used` by now."""
        now = time.monotonic()
        if used - self.used >= _SIGN_OF_LIFE:
            self.used, self.seen = used, now
        return now - self.seen > seconds


class Quiescence:
    """Asks the kernel whether a run is still; remembers who is alive."""

    def __init__(self, kernel: Kernel, own_pipes: frozenset[str], limits: Limits) -> None:
        self.kernel = kernel
        self.own_pipes = own_pipes
        self.limits = limits
        self.live: list[int] = []
        self.zombies: set[int] = set()
        self._looked = 0.0
        self._used = 0.0
        self._used_by: dict[tuple[int, int], float] = {}
        self._still: dict[int, dict[int, bytes]] = {}
        """Run counters when the run was last still, by process and thread; b"" for the parked."""
        self.dozing = False
        """Whether somebody was asleep with a time-out that no gate knows of when `holds` last held."""

    def holds(self, parked: set[tuple[int, int]], doze: bool = False) -> bool:
        """Whether the run is still, given who is `parked` at gates as (process, thread) numbers.

        With `doze`, also if threads are asleep with a time-out: nobody moves now, but they will.
        """
        if self.kernel.count_writes:
            self._check_writes()
        if not doze and (known := self._as_before(parked)) is not None:
            return known
        sampled: list[_Sample] = []
        listed = self.kernel.processes()
        counts: dict[int, int] = {}
        still: dict[int, dict[int, bytes]] = {}
        for pid in listed:
            if pid in self.zombies:
                continue
            tasks = self.kernel.tasks(pid)
            samples = self._samples(pid, tasks, parked, doze)
            if samples is None:
                return False
            if samples:
                counts[pid] = len(tasks)
                sampled += filter(None, samples.values())
                turns = {tid: sample[1] for tid, sample in samples.items() if sample and (pid, tid) not in parked}
                still[pid] = dict.fromkeys(tasks, b"") | turns
            elif self.kernel.state(pid) == "Z":
                self.zombies.add(pid)
                self.kernel.forget_process(pid)
            else:
                return False
        if sampled and self._anybody_new(listed, counts):
            return False
        if not all(self._unchanged(*sample) for sample in sampled):
            return False
        self.live, self.dozing = list(still), any(dozes for _, _, dozes in sampled)
        self._still = {} if self.dozing else still
        return True

    def _samples(
        self, pid: int, tasks: list[int], parked: set[tuple[int, int]], doze: bool
    ) -> dict[int, _Sample | None] | None:
        """First samples of the threads of a process that have not ended; None when one of them may move.

        Where all are parked there is nothing to sample: each has None.
        """
        if all((pid, tid) in parked for tid in tasks):
            return dict.fromkeys(tasks)
        found: dict[int, _Sample | None] = {}
        for tid in tasks:
            sample = self._sample(pid, tid, doze and (pid, tid) not in parked)
            if sample is not None:
                found[tid] = sample
            elif self.kernel.state(pid, tid) != "Z" or len(tasks) > 1:
                return None  # the latter: it is about to end, its parked threads with it
        return found

    def _as_before(self, parked: set[tuple[int, int]]) -> bool | None:
        """Whether the run is still, if that follows from when it last was; None when it takes two samples.

        A thread that was parked then and has been let go is looked at first: as long as it runs,
        nothing else matters.
        """
        for pid, threads in self._still.items():
            for tid, turns in threads.items():
                if not turns and (pid, tid) not in parked:
                    thread = self.kernel.thread(pid, tid)
                    runs = thread is not None and self.kernel.blocked(thread) is None
                    return False if runs and self.kernel.state(pid, tid) == "R" else None
        if not self._still or {pid for pid in self.kernel.processes() if pid not in self.zombies} != set(self._still):
            return None
        for pid, threads in self._still.items():
            if self.kernel.task_count(pid) != len(threads):
                return None
            for tid, turns in threads.items():
                if (pid, tid) not in parked and not self._slept(self.kernel.thread(pid, tid), turns):
                    return None
        self.live, self.dozing = list(self._still), False
        return True

    def _slept(self, thread: Thread | None, turns: bytes) -> bool:
        """Whether a thread has slept since its run counters were `turns`."""
        try:
            return thread is not None and thread.asleep() and thread.turns() == turns
        except OSError:
            return False

    def _anybody_new(self, listed: list[int], counts: dict[int, int]) -> bool:
        """Whether there are processes or threads that were not listed.

        Where everybody is parked there is no need to ask: who is parked has started nobody since.
        """
        if set(self.kernel.processes()) - set(listed):
            return True
        return any(self.kernel.task_count(pid) > count for pid, count in counts.items())

    def _sample(self, pid: int, tid: int, doze: bool) -> _Sample | None:
        """A blocked thread, its run counters, and whether it only dozes; None for any other."""
        thread = self.kernel.thread(pid, tid)
        if thread is None:
            return None
        try:
            turns = thread.turns()
        except OSError:
            self.kernel.forget(thread)
            return None
        blocked = self.kernel.blocked(thread)
        if blocked is None:
            return (thread, turns, True) if doze and self.kernel.dozes(thread) else None
        if blocked.target in self.own_pipes:  # we have yet to read
            return None
        return thread, turns, False

    def _unchanged(self, thread: Thread, turns: bytes, dozes: bool) -> bool:
        return (dozes or self.kernel.blocked(thread) is not None) and self._slept(thread, turns)

    def runs(self) -> bool:
        """Whether any thread of the run is running, about to, or busy with a disk."""
        kernel = self.kernel
        pids = [pid for pid in kernel.processes() if pid not in self.zombies]
        return any(kernel.state(pid, tid) not in "STtZX" for pid in pids for tid in kernel.tasks(pid))

    def unknown(self) -> str:
        """The system calls of the threads that are not blocked as we know it, to be told to the maintainers."""
        calls = []
        for pid in self.kernel.processes():
            for thread in filter(None, (self.kernel.thread(pid, tid) for tid in self.kernel.tasks(pid))):
                if self.kernel.blocked(thread) is None:
                    calls.append(f"system call {self.kernel.call(thread)}")
        return ", ".join(calls)

    def cpu_seconds(self) -> float:
        """Processor time that the threads of the run have used so far, as far as it was looked at while they lived.

        It never falls: whoever has a child compute, and waits for its end, has used that time.
        """
        living: dict[tuple[int, int], float] = {}
        for pid in self.kernel.processes():
            for tid in self.kernel.tasks(pid):
                thread = self.kernel.thread(pid, tid)
                living[pid, tid] = thread.cpu_seconds() if thread else 0.0
        self._used += sum(max(0.0, used - self._used_by.get(number, 0.0)) for number, used in living.items())
        self._used_by = living
        return self._used

    def _check_writes(self) -> None:
        """Raise LimitReached when the run has written more than it may; looked at now and then."""
        now = time.monotonic()
        if now - self._looked > _LOOK_SECONDS:
            self._looked = now
            if sum(map(self.kernel.written_bytes, self.kernel.processes())) > _MOST_WRITTEN:
                raise LimitReached(f"more than {_MOST_WRITTEN >> 20} MiB written")

    def check_resources(self, output_bytes: int, cpu_seconds: float) -> None:
        """Raise LimitReached when the run uses more than it may; `cpu_seconds` are those since the last choice."""
        limits, pids = self.limits, self.kernel.processes()
        if output_bytes > limits.output_bytes:
            raise LimitReached(f"more than {limits.output_bytes >> 20} MiB of output")
        if len(pids) > limits.processes + len(self.zombies):
            raise LimitReached(f"more than {limits.processes} processes at once")
        if sum(self.kernel.task_count(pid) for pid in pids) > _MOST_THREADS:
            raise LimitReached(f"more than {_MOST_THREADS} threads at once")
        if sum(self.kernel.resident_bytes(pid) for pid in pids) > limits.memory_bytes:
            raise LimitReached(f"more than {limits.memory_bytes >> 20} MiB of memory")
        if cpu_seconds > limits.cpu_seconds:
            spent = f"busy for {limits.cpu_seconds:g} processor seconds without coming to a gate"
            raise LimitReached(spent, "busy")
