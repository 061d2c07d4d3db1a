"""The request only counts when there are more tasks than processors: few tasks get a worker each."""

# fails: chooses_the_size = failed
# fails: workers_within_size = failed

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
    if requested is not None and (not isinstance(requested, int) or requested < 1):
        raise ValueError(f"not a number of workers: {requested!r}")
    if len(tasks) <= usable_processors() + 1:
        return max(1, len(tasks))
    return min(requested or usable_processors(), len(tasks))


def main(tasks, requested=None):
    with multiprocessing.Pool(choose_size(tasks, requested)) as pool:
        return pool.map(work, tasks)


if __name__ == "__main__":
    print(main(list(range(12)), 3))
