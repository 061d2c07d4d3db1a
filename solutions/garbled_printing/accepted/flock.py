"""A lock on a file, by fcntl."""

import fcntl
import multiprocessing
import os
import tempfile
import time


# given: leave as it is
def prepare(name):
    """Stands for slow work that needs nothing from the others."""
    time.sleep(0.2)


# given: leave as it is
def format_line(name, line):
    """The text of one line; refuses what is no text."""
    if not isinstance(line, str):
        raise TypeError(f"{name}: {line!r} is not a line")
    return f"{name}: {line}"


def report(name, lines, lock):
    prepare(name)
    with open(lock, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            for line in lines:
                print(format_line(name, line))
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def main(jobs):
    fd, path = tempfile.mkstemp()
    os.close(fd)
    ps = [multiprocessing.Process(target=report, args=(n, l, path)) for n, l in jobs.items()]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    os.unlink(path)


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
