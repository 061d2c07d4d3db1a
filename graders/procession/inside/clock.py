"""Virtual time: what the clocks say, and sleeping, are the scheduler's to decide.

A clock reading costs nothing and moves virtual time by a microsecond, so that time never stands
still between two readings. A thread that does nothing but read the clock is a busy loop: after
`SPIN_READS` readings it parks, and time passes for it.
"""

import sys
import time

from . import wire

EPOCH = 1_767_225_600.0  # 2026-01-01 00:00 UTC: every run starts at the same moment
BOOT = 10_000.0
TICK = 1e-6
SPIN_READS = 500
SPIN_LONGEST = 1.0
_TAKEN = (("threading", "_time"), ("queue", "time"), ("subprocess", "_time"), ("sched", "_time"))

real_sleep = time.sleep


def _reading(base):
    state = wire.state
    state.reads += 1
    if state.reads % SPIN_READS == 0 and wire.gated():
        spins = state.reads // SPIN_READS
        wire.park("spin", timeout=min(0.001 * 2 ** min(spins, 20), SPIN_LONGEST), ready=_never)
        state.reads = spins * SPIN_READS
    return base + state.now + state.reads * TICK


def _never():
    return False


def _clock(name, base, scale=None):
    real = getattr(time, name)

    def read():
        if not wire.state.active:
            return real()
        value = _reading(base)
        return int(value * scale) if scale else value

    read.__name__ = read.__qualname__ = name
    read.__doc__ = real.__doc__
    return read


def sleep(seconds, /):
    """time.sleep in virtual time: parks until the scheduler fires the timer."""
    if not wire.gated():
        return real_sleep(seconds)
    if not isinstance(seconds, (int, float)) and not hasattr(seconds, "__float__"):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    wire.park("sleep", timeout=seconds, ready=_never)
    return None


def install():
    """Replace the clocks of `time` and the names that the standard library took from it."""
    for name, base in (("time", EPOCH), ("monotonic", BOOT), ("perf_counter", BOOT)):
        setattr(time, name, _clock(name, base))
        setattr(time, name + "_ns", _clock(name + "_ns", base, 1e9))
    time.sleep = sleep
    for module, name in _TAKEN:  # those imported later take the new ones by themselves
        if module in sys.modules:
            setattr(sys.modules[module], name, time.monotonic)
