"""Gates of processes: starting, beginning, joining, looking at and signalling them."""

import multiprocessing
import multiprocessing.popen_fork
import multiprocessing.popen_forkserver
import multiprocessing.process
import os
import random
import sys
import threading

from . import wire

_Popen = multiprocessing.popen_fork.Popen
_BaseProcess = multiprocessing.process.BaseProcess
_real_init = _Popen.__init__
_real_wait = _Popen.wait
_real_poll = _Popen.poll
_real_bootstrap = _BaseProcess._bootstrap
_real_bootstrap_inner = threading.Thread._bootstrap_inner
_real_cleanup = multiprocessing.process._cleanup
_real_fork = os.fork
_real_kill = os.kill


def _serves(process):
    """Whether it is a Manager's server."""
    managers = sys.modules.get("multiprocessing.managers")
    target = getattr(getattr(process, "_target", None), "__func__", None)
    return managers is not None and target is managers.BaseManager._run_server.__func__


def _describe(process):
    """What the scheduler may call a process: identity, name, target, daemon, class."""
    target = getattr(process, "_target", None)
    name = getattr(target, "__name__", "") or type(process).__name__
    if _serves(process):
        name = "BaseManager._run_server"
    identity = [int(part) for part in process._identity]
    return [identity, process._name, name, bool(process.daemon), type(process).__name__]


def _init(self, process_obj):
    """Start a process: one gate before it, and an announcement of what was started."""
    if not wire.gated():
        _real_init(self, process_obj)
        return
    wire.park("start", "", [process_obj._name, self.method])
    _real_init(self, process_obj)
    wire.note("child", self.pid, self.method, *_describe(process_obj))


def _bootstrap(self, *args, **kwargs):
    if wire.state.active:
        seed_random(self._identity)
        wire.state.serves = _serves(self)
        wire.note("self", *_describe(self))
        wire.park("begin", "", self._name)
    code = _real_bootstrap(self, *args, **kwargs)
    wire.farewell()
    return code


def _bootstrap_inner(self):
    """What a thread does from its beginning to its end."""
    try:
        _real_bootstrap_inner(self)
    finally:
        wire.farewell()


def seed_random(identity):
    """Make the `random` module a function of the run: the same schedule, the same numbers."""
    random.seed(f"procession {identity!r}")


def _exited(popen):
    """Whether the process has ended, without reaping it."""
    if popen.returncode is not None:
        return True
    if isinstance(popen, multiprocessing.popen_forkserver.Popen):
        with wire.quietly():
            return bool(multiprocessing.connection.wait([popen.sentinel], 0))
    try:
        return os.waitid(os.P_PID, popen.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


def _wait(self, timeout=None):
    if not wire.gated():
        return _real_wait(self, timeout)
    if self.returncode is not None:  # `_cleanup` has reaped it, but only now somebody knows
        wire.note("reaped", self.pid, self.returncode)
        return self.returncode
    key = f"proc{self.pid}"
    if timeout is not None and timeout <= 0:
        return self.poll()
    while wire.park("join", key, self.pid, lambda: _exited(self), timeout):
        if _exited(self):
            with wire.quietly():
                result = self.poll(0)
            wire.note("reaped", self.pid, result)
            return result
    return None


def _gated_poll(real):
    def poll(self, flag=os.WNOHANG):
        if flag != os.WNOHANG or not wire.gated():
            return real(self, flag)
        if self.returncode is not None:
            wire.note("reaped", self.pid, self.returncode)
            return self.returncode
        wire.park("alive", f"proc{self.pid}", self.pid)
        with wire.quietly():
            result = real(self, flag)
        wire.note("polled", result is not None)
        if result is not None:
            wire.note("reaped", self.pid, result)
        return result

    return poll


def _kill(pid, signal_number, /):
    """os.kill: a gate, and word to the scheduler that `pid` may move though it is parked.

    A second gate after it: whether the signal has had its effect is not left to chance.
    """
    if not wire.gated():
        return _real_kill(pid, signal_number)
    wire.park("signal", f"proc{pid}", [int(pid), int(signal_number)])
    _real_kill(pid, signal_number)
    wire.park("signalled", f"proc{pid}")
    return None


def _cleanup():
    """Reap what has ended: done at every start, and no decision of the program."""
    with wire.quietly():
        _real_cleanup()


def _fork():
    """os.fork called by the program itself (multiprocessing's own forks announce more)."""
    pid = _real_fork()
    if pid and wire.gated():
        wire.note("forked", pid)
    return pid


class _InOrder(dict):
    """A set that keeps the order in which its elements came.

    multiprocessing's own set of children is ordered by addresses in memory, and with it whom the end of
    the program terminates or joins first.
    """

    def add(self, element):
        self[element] = None

    def discard(self, element):
        self.pop(element, None)


def install():
    """Gate processes in this interpreter."""
    multiprocessing.process.set = _InOrder  # for a child's children
    multiprocessing.process._children = _InOrder()
    _Popen.__init__ = _init
    _Popen.wait = _wait
    forkserver_popen = multiprocessing.popen_forkserver.Popen
    forkserver_popen.poll = _gated_poll(forkserver_popen.poll)
    _Popen.poll = _gated_poll(_real_poll)
    _BaseProcess._bootstrap = _bootstrap
    threading.Thread._bootstrap_inner = _bootstrap_inner
    multiprocessing.process._cleanup = _cleanup
    os.fork = _fork
    os.kill = _kill
