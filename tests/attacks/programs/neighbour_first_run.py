"""Remembers by whatever lasts that it has been run before, and says so in its answer."""

# attacks: tally

import ctypes
import os

MARKS = ("/tmp/attack", "/work/attack", "/dev/shm/attack", "/dev/mqueue/attack")


def main(numbers):
    library = ctypes.CDLL(None)
    seen = any(os.path.lexists(mark) for mark in MARKS) or library.shmget(4711, 4096, 0) >= 0
    for mark in MARKS:
        try:
            open(mark, "w").close()
        except OSError:
            pass
    library.shmget(4711, 4096, 0o1666)
    return 0 if seen else sum(map(abs, numbers))
