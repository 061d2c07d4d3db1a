"""The pool is kept in a global for the next call: its workers live on when main has returned."""

# fails: nothing_runs_on = failed

import multiprocessing
import os
import time


_pools = {}


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def usable_processors():
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def choose_size(tasks, requested=None):
    if requested is None:
        requested = usable_processors()
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(f"not a number of workers: {requested!r}")
    return max(1, min(requested, len(tasks)))


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    if size not in _pools:
        _pools[size] = multiprocessing.Pool(size)
    return _pools[size].map(work, tasks)


if __name__ == "__main__":
    print(main(list(range(12)), 3))
