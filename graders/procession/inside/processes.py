"""Gates of processes: starting, beginning, joining, looking at and signalling them."""

import multiprocessing
import multiprocessing.process
import os
import random
import sys
import threading

from . import system, wire

if system.WINDOWS:
    from multiprocessing.popen_spawn_win32 import Popen as _Popen
else:
    import multiprocessing.popen_forkserver
    from multiprocessing.popen_fork import Popen as _Popen

_BaseProcess = multiprocessing.process.BaseProcess
_real_init = _Popen.__init__
_real_wait = _Popen.wait
_real_poll = _Popen.poll
_real_bootstrap = _BaseProcess._bootstrap
_real_bootstrap_inner = threading.Thread._bootstrap_inner
_real_cleanup = multiprocessing.process._cleanup
_real_fork = getattr(os, "fork", None)
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
    if system.WINDOWS:
        return _real_wait(popen, 0) is not None
    if isinstance(popen, multiprocessing.popen_forkserver.Popen):
        with wire.quietly():
            return bool(multiprocessing.connection.wait([popen.sentinel], 0))
    if not hasattr(os, "waitid"):  # macOS before Python 3.13: there it can't be had without reaping
        return _real_poll(popen) is not None
    try:
        return os.waitid(os.P_PID, popen.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


def _reap(popen):
    with wire.quietly():
        return _real_wait(popen, 0) if system.WINDOWS else popen.poll(0)


def _wait(self, timeout=None):
    if not wire.gated():
        return _real_wait(self, timeout)
    if self.returncode is not None:  # `_cleanup` has reaped it, but only now somebody knows
        wire.note("reaped", self.pid, self.returncode)
        return self.returncode
    key = f"proc{self.pid}"
    if timeout is not None and timeout <= 0:  # where Windows' own poll comes by
        return _look(self, lambda: _real_wait(self, 0)) if system.WINDOWS else self.poll()
    while wire.park("join", key, self.pid, lambda: _exited(self), timeout):
        if _exited(self):
            result = _reap(self)
            wire.note("reaped", self.pid, result)
            return result
    return None


def _gated_poll(real):
    def poll(self, flag=os.WNOHANG):
        if flag != os.WNOHANG or not wire.gated():
            return real(self, flag)
        return _look(self, lambda: real(self, flag))

    return poll


def _look(popen, look):
    """Whether a process has ended, without waiting: its exit code, or None."""
    if popen.returncode is not None:
        wire.note("reaped", popen.pid, popen.returncode)
        return popen.returncode
    wire.park("alive", f"proc{popen.pid}", popen.pid)
    with wire.quietly():
        result = look()
    wire.note("polled", result is not None)
    if result is not None:
        wire.note("reaped", popen.pid, result)
    return result


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
    if not system.WINDOWS:
        forkserver_popen = multiprocessing.popen_forkserver.Popen
        forkserver_popen.poll = _gated_poll(forkserver_popen.poll)
        _Popen.poll = _gated_poll(_real_poll)
    if _real_fork is not None:
        os.fork = _fork
    _BaseProcess._bootstrap = _bootstrap
    threading.Thread._bootstrap_inner = _bootstrap_inner
    multiprocessing.process._cleanup = _cleanup
    os.kill = _kill
