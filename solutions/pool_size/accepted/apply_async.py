"""apply_async for each task; no tasks, no pool."""

import multiprocessing
import os
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


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    if not tasks:
        return []
    pool = multiprocessing.get_context().Pool(size)
    try:
        pending = [pool.apply_async(work, (task,)) for task in tasks]
        return [one.get() for one in pending]
    finally:
        pool.close()
        pool.join()


if __name__ == "__main__":
    print(main(list(range(10))))
    print(main(list(range(10)), 3))
