"""The kernel's word on who can't move, tried on real processes in each state."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from procession.engine.kernel import Kernel, Thread
from procession.engine.quiescence import Pulse, Quiescence
from procession.engine.scenario import Limits

WAITING = {
    "wait4": "import os\nif os.fork() == 0: os.read(0, 1)\nelse: say(); os.wait()",
    "read": "import os\nr, w = os.pipe(); say(); os.read(r, 1)",
    "futex": "import threading\nlock = threading.Lock(); lock.acquire(); say(); lock.acquire()",
    "recvfrom": "import socket\na, b = socket.socketpair(); say(); a.recv(1)",
    "connect": "import socket\na, b, c = (socket.socket(socket.AF_UNIX) for _ in 'abc'); a.bind('\\0' + str(os.getpid()))\n"
    "a.listen(0); b.connect(a.getsockname()); say(); c.connect(a.getsockname())",
    "accept4": "import socket\ns = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); say(); s.accept()",
    "poll": "import select, os\nr, w = os.pipe(); p = select.poll(); p.register(r); say()\nif p.poll(): os.read(r, 1)",
    "epoll_wait": "import select, os\nr, w = os.pipe(); p = select.epoll(); p.register(r); say(); p.poll()",
    "rt_sigtimedwait": "import signal\nsay(); signal.sigwait([signal.SIGUSR1])",
}
MOVING = {
    "computing": "say()\nwhile True: pass",
    "sleeping": "import time\nsay(); time.sleep(1000)",
    "timed read": "import select\nsay(); select.select([], [], [], 1000)",
    "timed lock": "import threading\nlock = threading.Lock(); lock.acquire(); say(); lock.acquire(timeout=1000)",
}
SAY = "import os\ndef say(): os.write(1, b'.')\n"


@contextlib.contextmanager
def running(source: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has said that it is about to do what it does."""
    process = subprocess.Popen([sys.executable, "-c", SAY + source], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        assert process.stdout.read(1) == b"."
        yield process
    finally:
        process.kill()
        process.communicate()


@contextlib.contextmanager
def kernel_of(pid: int) -> Iterator[tuple[Kernel, Thread]]:
    """The kernel's facts on a process of this machine."""
    proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    kernel = Kernel(proc, frozenset(), root=os.getpid())
    try:
        thread = kernel.thread(pid, pid)
        assert thread is not None
        yield kernel, thread
    finally:
        kernel.close()
        os.close(proc)


def settle(kernel: Kernel, thread: Thread) -> None:
    """Wait until a thread sleeps: a minute is a bug, not a slow machine."""
    for _ in range(10**7):
        if thread.asleep():
            return
        os.sched_yield()
    pytest.fail("it never sleeps")


@pytest.mark.parametrize("call", WAITING)
def test_who_waits_without_time_out_is_blocked(call: str) -> None:
    """By the system call in which it waits."""
    with running(WAITING[call]) as process, kernel_of(process.pid) as (kernel, thread):
        found = None
        while found is None or found.call not in (call, "epoll_wait", "ppoll"):
            settle(kernel, thread)
            found = kernel.blocked(thread)
        assert thread.asleep()
        assert found.target.startswith("pipe:" if call == "read" else "")


@pytest.mark.parametrize("what", MOVING)
def test_who_may_go_on_by_itself_is_never_blocked(what: str) -> None:
    """Computing, and every wait that has an end."""
    with running(MOVING[what]) as process, kernel_of(process.pid) as (kernel, thread):
        for _ in range(2000):
            blocked = kernel.blocked(thread)
            assert blocked is None or blocked.call == "write", blocked  # the latter: it is still saying so


def test_who_was_stopped_is_blocked_until_it_is_told_to_go_on() -> None:
    """A stopped process can't move; who could let it go on is another one."""
    with running(MOVING["computing"]) as process, kernel_of(process.pid) as (kernel, thread):
        os.kill(process.pid, signal.SIGSTOP)
        os.waitpid(process.pid, os.WUNTRACED)
        blocked = kernel.blocked(thread)
        assert blocked is not None
        assert thread.asleep()
        os.kill(process.pid, signal.SIGCONT)
        while kernel.blocked(thread) is not None:
            os.sched_yield()


def test_who_reads_from_a_named_pipe_is_blocked(tmp_path: Path) -> None:
    """Although the kernel shows it under its name in the file system."""
    source = f"os.mkfifo({str(tmp_path / 'fifo')!r}); fd = os.open({str(tmp_path / 'fifo')!r}, os.O_RDWR); say(); os.read(fd, 1)"
    with running(source) as process, kernel_of(process.pid) as (kernel, thread):
        while (found := kernel.blocked(thread)) is None:
            os.sched_yield()
        assert (found.call, found.target) == ("read", str(tmp_path / "fifo"))


def test_a_new_thread_or_process_undoes_stillness(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is started while the list is being made shows in the second count."""
    with running(WAITING["futex"]) as process, kernel_of(process.pid) as (kernel, thread):
        settle(kernel, thread)
        monkeypatch.setattr(kernel, "processes", lambda: [process.pid])
        quiescence = Quiescence(kernel, frozenset(), Limits())
        while not quiescence.holds(set()):
            os.sched_yield()
        assert quiescence.live == [process.pid]
        monkeypatch.setattr(kernel, "task_count", lambda pid: 2)
        assert not quiescence.holds(set())
        monkeypatch.undo()
        lists = iter([[process.pid], [process.pid, os.getpid()]])
        monkeypatch.setattr(kernel, "processes", lambda: next(lists))
        assert not Quiescence(kernel, frozenset(), Limits()).holds(set())


BESIDE = "import threading\nlock = threading.Lock(); lock.acquire()\nthreading.Thread(target=lock.acquire, daemon=True).start(); say()\n"


def test_the_word_of_a_gate_is_not_enough_beside_a_thread_that_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who says that it is parked may hold, till it sleeps, a lock of the C library's for which another thread waits."""
    with running(BESIDE + "while True: pass") as process, kernel_of(process.pid) as (kernel, _):
        monkeypatch.setattr(kernel, "processes", lambda: [process.pid])
        (other,) = set(kernel.tasks(process.pid)) - {process.pid}
        waiter = kernel.thread(process.pid, other)
        assert waiter is not None
        while kernel.blocked(waiter) is None:
            os.sched_yield()
        main = (process.pid, process.pid)
        assert not Quiescence(kernel, frozenset(), Limits()).holds({main})
        assert Quiescence(kernel, frozenset(), Limits()).holds({main, (process.pid, other)})
    with running(BESIDE + "lock.acquire()") as process, kernel_of(process.pid) as (kernel, _):
        monkeypatch.setattr(kernel, "processes", lambda: [process.pid])
        while not Quiescence(kernel, frozenset(), Limits()).holds({(process.pid, process.pid)}):
            os.sched_yield()
        assert set(kernel.tasks(process.pid)) > {process.pid}


WOKEN = "import signal; signal.signal(signal.SIGUSR1, lambda *_: None); say()\nwhile True: signal.pause()"


def test_what_was_still_stays_so_until_something_has_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look at sleepers is one sample; one that has run in between, or a newcomer, undoes it."""
    with running(WOKEN) as process, kernel_of(process.pid) as (kernel, thread):
        monkeypatch.setattr(kernel, "processes", lambda: [process.pid])
        quiescence = Quiescence(kernel, frozenset(), Limits())
        while not quiescence.holds(set()):
            os.sched_yield()
        with monkeypatch.context() as patch:
            patch.setattr(kernel, "blocked", lambda thread: pytest.fail("a second sample was taken"))
            assert quiescence.holds(set())
        turns = thread.turns()
        os.kill(process.pid, signal.SIGUSR1)
        while thread.turns() == turns:
            os.sched_yield()
        asked = []
        with monkeypatch.context() as patch:
            patch.setattr(kernel, "blocked", lambda thread: asked.append(thread))  # None: it runs
            assert not quiescence.holds(set())
        assert asked
        while not quiescence.holds(set()):
            os.sched_yield()
        monkeypatch.setattr(kernel, "processes", lambda: [process.pid, os.getpid()])
        assert not quiescence.holds(set())


def test_who_waits_for_the_grader_to_read_is_not_still() -> None:
    """Blocked in a write to the terminal: that is for us to end."""
    source = "say()\nos.write(2, b'x' * (1 << 20))"
    read, write = os.pipe()
    process = subprocess.Popen([sys.executable, "-c", SAY + source], stdout=subprocess.PIPE, stderr=write)
    try:
        with kernel_of(process.pid) as (kernel, thread):
            kernel.processes = lambda: [process.pid]  # type: ignore[method-assign]
            terminal = f"pipe:[{os.fstat(read).st_ino}]"
            while (blocked := kernel.blocked(thread)) is None or blocked.target != terminal:
                os.sched_yield()
            assert not Quiescence(kernel, frozenset({terminal}), Limits()).holds(set())
            assert Quiescence(kernel, frozenset(), Limits()).holds(set())
    finally:
        process.kill()
        process.communicate()
        os.close(read)
        os.close(write)


def test_who_gets_little_of_a_busy_machine_is_not_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow it is: it has used some processor time since. Whoever wakes up now and then has not."""
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    slow, idle = Pulse(1.0), Pulse(1.0)
    silent = []
    for minute in range(1, 20):
        now = minute * 59.0
        assert not slow.silent(1.0 + minute * 0.25, 60.0)
        silent.append(idle.silent(1.0 + minute * 0.01, 60.0))
    assert silent == [False] + 18 * [True]
    assert not idle.silent(1.3, 60.0)
