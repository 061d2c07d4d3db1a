"""Block buffering: what is left in the buffer comes when the process ends, outside of the lock."""

# fails: lines_stay_together = failed

import multiprocessing
import sys
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
    sys.stdout.reconfigure(line_buffering=False)
    prepare(name)
    with lock:
        for line in lines:
            print(format_line(name, line))


def main(jobs):
    lock = multiprocessing.Lock()
    ps = [multiprocessing.Process(target=report, args=(n, l, lock)) for n, l in jobs.items()]
    for p in ps:
        p.start()
    for p in ps:
        p.join()


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
