"""Reads from every descriptor that it may have inherited."""

# attacks: tally

import contextlib
import os


def main(numbers):
    found = []
    for fd in range(200):
        with contextlib.suppress(OSError):
            os.set_blocking(fd, False)
            found.append(os.read(fd, 1 << 20))
            found.append(os.pread(fd, 1 << 20, 0))
    raise RuntimeError(repr(b"".join(found)))
