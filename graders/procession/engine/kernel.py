"""What the kernel says of the processes of a run: who is there, and who can't move.

A thread is *blocked* when it sits in a system call that waits without a time-out for something that
only another thread can bring about. `/proc/PID/task/TID/syscall` says so, and says "running" for a
thread that has been woken and waits for a processor. It says nothing of the time in between: a
thread whose waking is still on its way to another processor (TASK_WAKING in the kernel's
try_to_wake_up, up to milliseconds on a loaded virtual machine) looks as blocked as before. The state
in `stat` does tell: it is S for a thread that sleeps and R from the first moment of its waking. So a
thread is *still* when two samples find it blocked, its run counters have not changed in between and
its state is S when the second is taken: then it has slept from the first to the second. A thread that
was stopped by a signal (state T) is blocked too: only another one's SIGCONT can let it go on.
"""

import contextlib
import os
import stat
from dataclasses import dataclass

from procession.engine.waiting_calls import NAMES, ON_A_FILE, TIMED, without_timeout


def supported() -> bool:
    """Whether this kernel and machine give what quiescence needs (see `doctor`)."""
    return bool(NAMES) and os.path.exists("/proc/self/syscall") and os.path.exists("/proc/self/schedstat")


@dataclass(frozen=True)
class Blocked:
    """A thread that waits in the kernel without a time-out."""

    call: str
    target: str
    """What its descriptor is open on ("pipe:[12]"), for calls on one."""


class Thread:
    """Open files on one thread's kernel facts; they stay valid, and fail once it is gone."""

    def __init__(self, proc: int, pid: int, tid: int) -> None:
        self.pid = pid
        self.tid = tid
        self._files: list[int] = []
        try:
            for name in ("syscall", "schedstat", "stat"):
                path = f"{pid}/task/{tid}/{name}"
                self._files.append(os.open(path, os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc))
        except OSError:
            self.close()
            raise
        self.syscall, self.schedstat, self.stat = self._files

    def close(self) -> None:
        """Release the files."""
        for fd in self._files:
            os.close(fd)

    def turns(self) -> bytes:
        """The run counters as text: equal texts mean that the thread has not run in between."""
        return os.pread(self.schedstat, 64, 0)

    def state(self) -> bytes:
        """The one-letter state; OSError when it has gone."""
        return os.pread(self.stat, 512, 0).rpartition(b")")[2].lstrip()[:1]

    def asleep(self) -> bool:
        """Whether it sleeps, or was stopped by a signal, and nobody has begun to wake it."""
        return self.state() in (b"S", b"T")

    def cpu_seconds(self) -> float:
        """Processor time that the thread has used."""
        try:
            return int(self.turns().split()[0]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0


class Kernel:
    """The processes of one box, read through a `/proc` folder.

    `proc` is a descriptor of the folder, `ignore` are processes that belong to the box itself. With
    `root` given (no process namespace), only the descendants of that process count. `count_writes`
    where no file system of its own limits how much a run can write.
    """

    def __init__(self, proc: int, ignore: frozenset[int], root: int | None = None, count_writes: bool = False) -> None:
        self.count_writes = count_writes
        self.proc = proc
        self.ignore = ignore
        self.root = root
        self.threads: dict[tuple[int, int], Thread] = {}

    def close(self) -> None:
        """Release every open file but `proc`."""
        for thread in self.threads.values():
            thread.close()
        self.threads = {}

    def processes(self) -> list[int]:
        """Identifiers of the processes of the box, zombies included."""
        if self.root is None:
            return [int(n) for n in os.listdir(self.proc) if n.isdigit() and int(n) not in self.ignore]
        found: list[int] = []
        queue = [self.root]
        while queue:
            for child in self._children(queue.pop()):
                found.append(child)
                queue.append(child)
        return found

    def _children(self, pid: int) -> list[int]:
        found: list[int] = []
        for tid in self.tasks(pid):
            with contextlib.suppress(OSError):
                found += [int(n) for n in self._text(f"{pid}/task/{tid}/children").split()]
        return found

    def tasks(self, pid: int) -> list[int]:
        """Thread identifiers of a process; empty when it has gone."""
        try:
            fd = os.open(f"{pid}/task", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=self.proc)
        except OSError:
            return []
        try:
            return [int(name) for name in os.listdir(fd)]
        except OSError:
            return []
        finally:
            os.close(fd)

    def task_count(self, pid: int) -> int:
        """How many threads a process has; 0 when it has gone."""
        try:
            return os.stat(f"{pid}/task", dir_fd=self.proc).st_nlink - 2  # see proc_task_getattr in the kernel
        except OSError:
            return 0

    def thread(self, pid: int, tid: int) -> Thread | None:
        """The open facts of a thread, or None when it has gone."""
        known = self.threads.get((pid, tid))
        if known is None:
            try:
                known = self.threads[pid, tid] = Thread(self.proc, pid, tid)
            except OSError:
                return None
        return known

    def forget(self, thread: Thread) -> None:
        """Drop a thread that has gone."""
        if self.threads.pop((thread.pid, thread.tid), None) is not None:
            thread.close()

    def forget_process(self, pid: int) -> None:
        """Drop the threads of a process that has ended: many may come and go in one run."""
        for thread in [thread for thread in self.threads.values() if thread.pid == pid]:
            self.forget(thread)

    def blocked(self, thread: Thread) -> Blocked | None:
        """How a thread is blocked, or None when it runs, may wake by itself, or has gone."""
        try:
            text = os.pread(thread.syscall, 256, 0)
            if text[:1] == b"r":  # "running"
                return None
            numbers = text.split()  # "-1 ..." outside any system call
            name = NAMES.get(int(numbers[0]))
            if name is None:
                return Blocked("stopped", "") if thread.state() == b"T" else None
        except (OSError, IndexError):
            self.forget(thread)
            return None
        arguments = tuple(int(n, 16) for n in numbers[1:7])
        target = self.descriptor(thread.pid, arguments[0]) if name in ON_A_FILE else ""
        return Blocked(name, target) if self._for_ever(thread, name, arguments, target) else None

    def call(self, thread: Thread) -> str:
        """The number of the system call in which a thread is, or "running"."""
        try:
            return os.pread(thread.syscall, 256, 0).split()[0].decode("ascii")
        except (OSError, IndexError):
            return "unknown"

    def dozes(self, thread: Thread) -> bool:
        """Whether a thread that is not `blocked` sleeps in a system call with a time-out, in real time."""
        try:
            text = os.pread(thread.syscall, 256, 0)
            return text[:1] not in b"r-" and NAMES.get(int(text.split()[0])) in TIMED and thread.asleep()
        except (OSError, IndexError):
            return False

    def _for_ever(self, thread: Thread, name: str, arguments: tuple[int, ...], target: str) -> bool:
        if name in ON_A_FILE:  # a read from disk also waits, but nobody needs to end it
            return target.startswith(("pipe:", "socket:")) or self._is_fifo(thread.pid, arguments[0])
        if name == "openat":
            return self.state(thread.pid, thread.tid) == "S"  # of a named pipe
        return without_timeout(name, arguments)

    def descriptor(self, pid: int, fd: int) -> str:
        """What a descriptor of a process is open on, as the kernel names it ("" when unknown)."""
        try:
            return os.readlink(f"{pid}/fd/{fd & 0xFFFFFFFF}", dir_fd=self.proc)
        except OSError:
            return ""

    def _is_fifo(self, pid: int, fd: int) -> bool:
        try:
            return stat.S_ISFIFO(os.stat(f"{pid}/fd/{fd & 0xFFFFFFFF}", dir_fd=self.proc).st_mode)
        except OSError:
            return False

    def on_its_way(self, pids: list[int]) -> tuple[str, ...]:
        """TCP connections of the box on which data is on its way, with how much of it.

        Such data arrives by the kernel's own doing (softirqs, delayed acknowledgements, window
        updates), although no process moves; in a pipe or a unix socket it is there at once.
        """
        lines: list[str] = []
        for table, count in (("tcp", "sockstat"), ("tcp6", "sockstat6")):
            with contextlib.suppress(OSError, IndexError):
                if f"{table.upper()}: inuse 0" not in self._text(f"{pids[0]}/net/{count}"):  # far quicker to read
                    lines += self._table(f"{pids[0]}/net/{table}")
        found = [" ".join(fields[1:5]) for fields in map(str.split, lines) if self._moving(fields)]
        if not found or self.root is None:
            return tuple(found)
        mine = {self.descriptor(pid, fd) for pid in pids for fd in self._open_files(pid)}
        owned = [fields for fields in map(str.split, lines) if f"socket:[{fields[9]}]" in mine]
        return tuple(" ".join(fields[1:5]) for fields in owned if self._moving(fields))

    def _table(self, path: str) -> list[str]:
        """The lines of a table below its head; the kernel gives it a page at a time."""
        with open(os.open(path, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self.proc), encoding="ascii") as file:
            return file.read().splitlines()[1:]

    @staticmethod
    def _moving(fields: list[str]) -> bool:
        """Of a line of /proc/net/tcp: being connected (SYN_SENT, SYN_RECV), or sent and not acknowledged."""
        return fields[3] in ("02", "03") or (fields[3] != "0A" and int(fields[4].partition(":")[0], 16) > 0)

    def _open_files(self, pid: int) -> list[int]:
        try:
            fd = os.open(f"{pid}/fd", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=self.proc)
        except OSError:
            return []
        try:
            return [int(name) for name in os.listdir(fd)]
        finally:
            os.close(fd)

    def _text(self, path: str) -> str:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self.proc)
        try:
            return os.read(fd, 65536).decode("utf-8", "replace")
        finally:
            os.close(fd)

    def stat(self, pid: int, tid: int | None = None) -> list[str]:
        """Fields of the stat file from the state on (field 3 of proc(5)); empty when gone."""
        path = f"{pid}/stat" if tid is None else f"{pid}/task/{tid}/stat"
        try:
            return self._text(path).rpartition(")")[2].split()
        except OSError:
            return []

    def state(self, pid: int, tid: int | None = None) -> str:
        """The one-letter state: R, S, D, Z, ...; X when gone."""
        fields = self.stat(pid, tid)
        return fields[0] if fields else "X"

    def exit_status(self, pid: int) -> int | None:
        """The wait status of a zombie, if the kernel lets us see it."""
        fields = self.stat(pid)
        return int(fields[49]) if len(fields) > 49 and fields[0] == "Z" else None

    def command(self, pid: int) -> str:
        """The command line of a process, arguments separated by blanks."""
        try:
            return self._text(f"{pid}/cmdline").replace("\0", " ").strip()
        except OSError:
            return ""

    def written_bytes(self, pid: int) -> int:
        """What a process, and those of its children that it has reaped, have written anywhere."""
        try:
            return int(self._text(f"{pid}/io").partition("wchar:")[2].split()[0])
        except (OSError, IndexError, ValueError):
            return 0

    def resident_bytes(self, pid: int) -> int:
        """Resident memory of a process."""
        try:
            return int(self._text(f"{pid}/statm").split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError, ValueError):
            return 0
