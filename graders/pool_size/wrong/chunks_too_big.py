"""The chunk size is rounded up by adding one: with as many tasks as workers each chunk has two, and half
of the workers get nothing."""

# fails: all_work_together = failed

import multiprocessing
import os
import time


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
    with multiprocessing.Pool(size) as pool:
        return pool.map(work, tasks, chunksize=len(tasks) // size + 1)


if __name__ == "__main__":
    print(main(list(range(12)), 3))
