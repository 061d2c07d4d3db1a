"""Takes turns, and looks again and again whether it is its own."""

import multiprocessing
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


def report(name, lines, lock, before=None, after=None):
    prepare(name)
    while not before.wait(0.05):
        pass
    try:
        for line in lines:
            print(format_line(name, line))
    finally:
        after.set()


def main(jobs):
    events = [multiprocessing.Event() for _ in range(len(jobs) + 1)]
    events[0].set()
    ps = [
        multiprocessing.Process(target=report, args=(n, l, None, events[i], events[i + 1]))
        for i, (n, l) in enumerate(jobs.items())
    ]
    for p in ps:
        p.start()
    for p in ps:
        p.join()


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
