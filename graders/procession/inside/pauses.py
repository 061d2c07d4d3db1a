"""signal.pause and its kind: a gate before each, where a signal may still come.

Whoever looks at a flag and then pauses has a gap between the two, in which the signal that sets the flag
goes unnoticed and the pause never ends. Without a gate in the gap no schedule would show it.
"""

import signal

from . import wire

_GATED = ("pause", "sigwait", "sigwaitinfo")  # those that wait without a time-out


def _behind_a_gate(name, real):
    def wait(*arguments):
        if wire.gated():
            wire.park("pause", "signals")
        return real(*arguments)

    wait.__name__ = wait.__qualname__ = name
    wait.__doc__ = real.__doc__
    return wait


def install():
    """Put the gates before those that this system has."""
    for name in _GATED:
        real = getattr(signal, name, None)
        if real is not None:
            setattr(signal, name, _behind_a_gate(name, real))
