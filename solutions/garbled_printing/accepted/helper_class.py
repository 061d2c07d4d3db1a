"""A class that holds the lock and gives it as a context; partial; failing lines are told on stderr."""

import multiprocessing
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial


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


@dataclass
class Terminal:
    lock: object

    @contextmanager
    def alone(self):
        with self.lock:
            yield self
            sys.stdout.flush()

    def show(self, text):
        sys.stdout.write(text + "\n")


def report(name, lines, lock):
    terminal = Terminal(lock)
    prepare(name)
    with terminal.alone():
        for line in lines:
            terminal.show(format_line(name, line))


def main(jobs):
    context = multiprocessing.get_context()
    lock = context.RLock()
    processes = [context.Process(target=partial(report, name, lines, lock=lock)) for name, lines in jobs.items()]
    for start_or_join in ("start", "join"):
        for process in processes:
            getattr(process, start_or_join)()


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
