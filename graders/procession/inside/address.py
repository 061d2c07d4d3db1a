"""Unix sockets by their paths, however long these are."""

import os

LONGEST = 107  # bytes of a path that a socket address has room for


def at(action, path):
    """Do `action` (bind or connect) at a socket's path."""
    if len(os.fsencode(path)) <= LONGEST:
        return action(path)
    folder = os.open(os.path.dirname(path), os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        return action(f"/proc/self/fd/{folder}/{os.path.basename(path)}")
    finally:
        os.close(folder)
