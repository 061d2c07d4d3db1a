"""Moves the clock of the machine."""

# attacks: tally

import ctypes
import time


def main(numbers):
    try:
        time.clock_settime(time.CLOCK_REALTIME, 0)
    except OSError:
        pass
    library = ctypes.CDLL(None)
    library.settimeofday((ctypes.c_long * 2)(0, 0), None)
    library.sethostname(b"attack", 6)
    return sum(map(abs, numbers))
