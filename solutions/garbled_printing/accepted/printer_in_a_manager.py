"""A manager of one's own prints each block for all; its server is no worker of main's."""

import multiprocessing
import threading
import time
from multiprocessing.managers import BaseManager


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


class Printer:
    def __init__(self):
        self.lock = threading.Lock()

    def show(self, lines):
        with self.lock:
            for line in lines:
                print(line)


class PrintManager(BaseManager):
    pass


PrintManager.register("Printer", Printer)


def report(name, lines, printer):
    prepare(name)
    printer.show([format_line(name, x) for x in lines])


def main(jobs):
    with PrintManager() as manager:
        printer = manager.Printer()
        ps = [multiprocessing.Process(target=report, args=(n, l, printer)) for n, l in jobs.items()]
        for p in ps:
            p.start()
        for p in ps:
            p.join()


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
