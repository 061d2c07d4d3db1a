"""signal.alarm and signal.setitimer in virtual time: the alarm clock is a thread that sleeps.

In real time the alarm would come whenever the clock says, and a thread that waits for nothing else
would look as if nobody could ever wake it.
"""

import _thread
import os
import signal
import threading

from . import clock, wire

_real_setitimer = getattr(signal, "setitimer", None)  # not on Windows
_real_getitimer = getattr(signal, "getitimer", None)


class _Timer:
    """ITIMER_REAL of this process."""

    def __init__(self):
        self.round = 0  # of the latest setting; a thread of an earlier one does nothing
        self.due = 0.0
        self.interval = 0.0

    def set(self, seconds, interval):
        before = self.get()
        self.round += 1
        self.due = wire.state.now + seconds if seconds else 0.0
        self.interval = interval if seconds else 0.0
        if seconds:
            _thread.start_new_thread(self._run, (self.round, seconds))
        return before

    def get(self):
        left = max(self.due - wire.state.now, 1e-6) if self.due else 0.0
        return left, self.interval

    def _run(self, mine, seconds):
        while True:
            clock.sleep(seconds)
            if mine != self.round:
                return
            self.due = wire.state.now + self.interval if self.interval else 0.0
            wire.park("signal", f"proc{os.getpid()}", [os.getpid(), int(signal.SIGALRM)])
            if mine == self.round:
                signal.pthread_kill(threading.main_thread().ident, signal.SIGALRM)
            seconds = self.interval
            if not seconds:
                return

    def forget(self):
        self.__init__()


_timer = _Timer()


def setitimer(which, seconds, interval=0.0, /):
    """signal.setitimer; gated for ITIMER_REAL."""
    if which != signal.ITIMER_REAL or not wire.gated():
        return _real_setitimer(which, seconds, interval)
    if seconds < 0 or interval < 0:
        raise signal.ItimerError(22, "Invalid argument")
    return _timer.set(float(seconds), float(interval))


def getitimer(which, /):
    """signal.getitimer."""
    if which != signal.ITIMER_REAL or not wire.gated():
        return _real_getitimer(which)
    return _timer.get()


def alarm(seconds, /):
    """signal.alarm; returns the seconds that were left of the one before."""
    return -int(-setitimer(signal.ITIMER_REAL, int(seconds))[0] // 1)


def install():
    """Replace the alarm clocks of `signal`, where there are any."""
    if _real_setitimer is None:
        return
    signal.alarm = alarm
    signal.setitimer = setitimer
    signal.getitimer = getitimer
    os.register_at_fork(after_in_child=_timer.forget)
