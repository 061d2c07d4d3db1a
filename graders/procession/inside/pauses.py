"""What a process does about signals: a gate before each, where a signal may still come.

Whoever looks at a flag and then pauses has a gap between the two, in which the signal that sets the flag
goes unnoticed and the pause never ends. Whoever says that it is ready and sets its handler only then is
killed in between. Without a gate in the gap no schedule would show it.
"""

import os
import signal
import sys

from . import wire

_WAITS = ("pause", "sigwait", "sigwaitinfo")  # those that wait without a time-out
_SETTINGS = ("signal", "pthread_sigmask")


def _behind_a_gate(name, real):
    def gated(*arguments):
        caller = sys._getframe(1).f_globals.get("__name__", "")
        if wire.gated() and not caller.startswith("multiprocessing."):  # what that sets is no decision of the program
            if name in _WAITS:
                wire.park("pause", "signals")
            else:
                wire.park("handler", f"proc{os.getpid()}")
        return real(*arguments)

    gated.__name__ = gated.__qualname__ = name
    gated.__doc__ = real.__doc__
    return gated


def install():
    """Put the gates before those that this system has."""
    for name in _WAITS + _SETTINGS:
        real = getattr(signal, name, None)
        if real is not None:
            setattr(signal, name, _behind_a_gate(name, real))
