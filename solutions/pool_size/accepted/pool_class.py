"""A class that is a context; tells what it does on stderr."""

import multiprocessing
import os
import sys
import time


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def usable():
    """How many processors this process may use, as well as this Python can tell."""
    if hasattr(os, "process_cpu_count"):  # Python 3.13
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_size(tasks, requested=None):
    if requested is None:
        requested = usable()
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(f"not a number of workers: {requested!r}")
    return max(1, min(requested, len(tasks)))


class Crew:
    def __init__(self, size):
        self.size = size

    def __enter__(self):
        print("starting", self.size, "workers", file=sys.stderr)
        self.pool = multiprocessing.Pool(self.size, initializer=print, initargs=("a worker starts",))
        return self

    def do(self, tasks):
        return self.pool.starmap(work, zip(tasks), chunksize=1)

    def __exit__(self, *exc):
        self.pool.close()
        self.pool.join()
        print("all gone", file=sys.stderr)


def main(tasks, requested=None):
    with Crew(choose_size(tasks, requested)) as crew:
        return crew.do(tasks)


if __name__ == "__main__":
    print(main(list(range(10))))
    print(main(list(range(10)), 3))
