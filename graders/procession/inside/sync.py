"""Gates of everything that one thread may wait for in another: semaphores and conditions.

All of multiprocessing.synchronize (Lock, RLock, Semaphore, Condition, Event, Barrier), Queue,
JoinableQueue, Value and Pool rest on `SemLock`, so one place covers them. A blocking acquire
becomes: try; if it can't be had, park; try again when let go. So which waiter gets a lock is the
scheduler's choice, not the kernel's.
"""

import multiprocessing.queues
import multiprocessing.synchronize
import sys
import threading

from . import wire

_SemLock = multiprocessing.synchronize.SemLock
_real_init = _SemLock.__init__
_real_getstate = _SemLock.__getstate__
_real_setstate = _SemLock.__setstate__
_real_lock = threading._allocate_lock
_RECURSIVE = 0  # multiprocessing.synchronize.RECURSIVE_MUTEX


def _init(self, kind, value, maxvalue, *, ctx):
    _real_init(self, kind, value, maxvalue, ctx=ctx)
    self._gate_key = wire.fresh_key("sem")


def _getstate(self):
    return (_real_getstate(self), self._gate_key)


def _setstate(self, state):
    real, self._gate_key = state
    _real_setstate(self, real)


def _make_methods(self):
    """Nothing to do: acquire and release are methods of the class here."""


def _acquire(self, block=True, timeout=None):
    """Acquire the semaphore; see multiprocessing.Lock.acquire."""
    semlock = self._semlock
    if not wire.gated():
        return semlock.acquire(block, timeout)
    kind = type(self).__name__
    if not block or (timeout is not None and timeout <= 0):
        wire.park("try", self._gate_key, kind)
        got = semlock.acquire(False)
    else:
        got = False
        while not got:
            if not wire.park("acquire", self._gate_key, kind, lambda: _free(semlock), timeout):
                break
            got = semlock.acquire(False)
    wire.note("got" if got else "missed", self._gate_key)
    return got


def _free(semlock):
    return not semlock._is_zero() or (semlock.kind == _RECURSIVE and semlock._is_mine())


def _release(self):
    """Release the semaphore; see multiprocessing.Lock.release."""
    if not wire.gated():
        return self._semlock.release()
    wire.park("release", self._gate_key, type(self).__name__)
    self._semlock.release()
    wire.note("gave", self._gate_key)
    return None


def _enter(self):
    return _acquire(self)


def _exit(self, *args):
    return _release(self)


class _Waiter:
    """The lock on which one thread waits inside threading.Condition.wait."""

    def __init__(self):
        self.lock = _real_lock()
        self.key = wire.fresh_key("cond")

    def acquire(self, block=True, timeout=-1):
        if self.lock.acquire(False):
            return True
        if not block:
            return False
        if not wire.gated():
            return self.lock.acquire(block, timeout)
        limit = None if timeout is None or timeout < 0 or _serves_for_ever() else timeout
        while wire.park("wait", self.key, "Condition", self._free, limit):
            if self.lock.acquire(False):
                return True
        return self.lock.acquire(False)

    def _free(self):
        if self.lock.acquire(False):
            self.lock.release()
            return True
        return False

    def release(self):
        self.lock.release()
        wire.touch(self.key)


def _serves_for_ever():
    """Whether we are called by a Manager's server, which looks every second whether it was told to
    stop: here it is told, so time need not pass for it."""
    code = sys._getframe(4).f_code
    return code.co_name == "serve_forever" and code.co_filename.endswith("managers.py")


_WAIT = threading.Condition.wait.__code__
_THREAD_START = threading.Thread.start.__code__


def _allocate_lock():
    """threading._allocate_lock; a waiter where threading.Condition.wait is about to wait on it."""
    if not wire.gated() or sys._getframe(1).f_code is not _WAIT:
        return _real_lock()
    frame = sys._getframe(2)  # Thread.start waits in Event.wait for its thread to begin
    if frame.f_back is not None and frame.f_back.f_code is _THREAD_START:
        return _real_lock()  # that handshake concerns nobody else
    return _Waiter()


def _noting(real, event):
    """Wrap a JoinableQueue method so that its calls are seen (they gate by the semaphores inside)."""

    def method(self, *args, **kwargs):
        if not wire.gated():
            return real(self, *args, **kwargs)
        wire.note("queue", event, "begin", _queue_key(self))
        try:
            result = real(self, *args, **kwargs)
        except BaseException as error:
            wire.note("queue", event, type(error).__name__, _queue_key(self))
            raise
        wire.note("queue", event, "end", _queue_key(self))
        return result

    method.__name__ = real.__name__
    method.__qualname__ = real.__qualname__
    method.__doc__ = real.__doc__
    return method


def _queue_key(queue):
    return getattr(getattr(queue, "_rlock", None), "_gate_key", "?")


def install():
    """Gate semaphores and conditions in this interpreter."""
    _SemLock.__init__ = _init
    _SemLock.__getstate__ = _getstate
    _SemLock.__setstate__ = _setstate
    _SemLock._make_methods = _make_methods
    _SemLock.acquire = _acquire
    _SemLock.release = _release
    _SemLock.__enter__ = _enter
    _SemLock.__exit__ = _exit
    threading._allocate_lock = _allocate_lock
    joinable = multiprocessing.queues.JoinableQueue
    for name in ("put", "get", "task_done", "join"):
        setattr(joinable, name, _noting(getattr(joinable, name), name))
