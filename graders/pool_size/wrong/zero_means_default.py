"""`requested or ...` takes 0 for None: a size of 0 is not refused."""

# fails: refuses_bad_sizes = failed

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
    size = requested or usable_processors()
    if not isinstance(size, int) or size < 1:
        raise ValueError(f"not a number of workers: {requested!r}")
    return max(1, min(size, len(tasks)))


def main(tasks, requested=None):
    with multiprocessing.Pool(choose_size(tasks, requested)) as pool:
        return pool.map(work, tasks)


if __name__ == "__main__":
    print(main(list(range(12)), 3))
