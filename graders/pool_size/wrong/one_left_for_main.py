"""One processor is left for main, which only waits: there is a worker too few."""

# fails: chooses_the_size = failed
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
        requested = max(1, usable_processors() - 1)
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(f"not a number of workers: {requested!r}")
    return max(1, min(requested, len(tasks)))


def main(tasks, requested=None):
    with multiprocessing.Pool(choose_size(tasks, requested)) as pool:
        return pool.map(work, tasks)


if __name__ == "__main__":
    print(main(list(range(12)), 3))
