"""A Manager's lock; no demonstration, so no guard."""

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


def report(name, lines, lock):
    prepare(name)
    with lock:
        for line in lines:
            print(format_line(name, line))


def main(jobs):
    with multiprocessing.Manager() as manager:
        lock = manager.Lock()
        processes = []
        for name, lines in jobs.items():
            process = multiprocessing.Process(target=report, args=(name, lines, lock))
            process.start()
            processes.append(process)
        for process in processes:
            process.join()
