"""Waits with a time-out that are not multiprocessing's own, in virtual time: select, poll, epoll, Thread.join.

`asyncio`, `selectors` and `socketserver` wait by these. A wait without a time-out needs no gate: the
kernel says that it is one. What is left (a socket's own time-out, a time-out on a lock between
threads) runs in real time, see `Scheduler._settle`.
"""

import select
import selectors
import threading

from . import pipes, wire

_real_select = select.select
_real_poll = getattr(select, "poll", None)
_real_epoll = getattr(select, "epoll", None)
_real_join = threading.Thread.join
_ANY = "fd:any"  # the scheduler asks again after each step


def _timed(timeout):
    return timeout is not None and timeout > 0 and wire.gated()


def _select(rlist, wlist, xlist, timeout=None):
    """select.select, gated where it has a time-out."""
    if not _timed(timeout):
        return _real_select(rlist, wlist, xlist, timeout)
    while wire.park("wait", _ANY, "select", lambda: any(_real_select(rlist, wlist, xlist, 0)), timeout):
        found = _real_select(rlist, wlist, xlist, 0)
        if any(found):
            return found
    return [], [], []


class Poller:
    """A poll or epoll object whose `poll` is gated where it has a time-out."""

    def __init__(self, real, unit):
        self._real = real
        self._unit = unit  # seconds that the time-out is counted in

    def __getattr__(self, name):
        return getattr(self._real, name)

    def __enter__(self):
        self._real.__enter__()
        return self

    def __exit__(self, *exc):
        return self._real.__exit__(*exc)

    def poll(self, timeout=None, *more):
        """See select.poll and select.epoll."""
        if not _timed(timeout):
            return self._real.poll(timeout, *more)
        while wire.park("wait", _ANY, "poll", self._ready, timeout * self._unit):
            found = self._real.poll(0, *more)
            if found:
                return found
        return []

    def _ready(self):
        # looking at an epoll object from outside leaves edge-triggered events where they are
        return pipes.readable(self._real.fileno()) if hasattr(self._real, "fileno") else bool(self._real.poll(0))


def _poll():
    return Poller(_real_poll(), 0.001)


def _epoll(*args, **kwargs):
    return Poller(_real_epoll(*args, **kwargs), 1.0)


def _join(self, timeout=None):
    """Thread.join, gated where it has a time-out."""
    if not _timed(timeout) or not self.is_alive() or self is threading.current_thread():
        return _real_join(self, timeout)
    while wire.park("wait", _ANY, "Thread", lambda: not self.is_alive(), timeout):
        if not self.is_alive():
            break
    return None


def install():
    """Gate these waits in this interpreter."""
    select.select = _select
    if _real_poll is not None:
        select.poll = _poll
        selectors.PollSelector._selector_cls = staticmethod(_poll)
    selectors.SelectSelector._select = staticmethod(_select)
    if _real_epoll is not None:
        select.epoll = _epoll
        selectors.EpollSelector._selector_cls = staticmethod(_epoll)
    threading.Thread.join = _join
