"""The pool is made once, and gone after the first call."""

# fails: results_in_order = crashed

import multiprocessing
import os
import time


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def usable():
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_size(tasks, requested=None):
    if requested is None:
        requested = usable()
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(f"not a number of workers: {requested!r}")
    return max(1, min(requested, len(tasks)))


_pool = None


def main(tasks, requested=None):
    global _pool
    if _pool is None:
        _pool = multiprocessing.Pool(choose_size(tasks, requested))
    r = _pool.map(work, tasks, chunksize=1)
    _pool.terminate()
    return r


if __name__ == "__main__":
    print(main(list(range(10))))
    print(main(list(range(10)), 3))
