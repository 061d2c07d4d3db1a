"""For a size of 1 the work is done in main itself: not by a worker, and main is blocked."""

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
    if requested is None:
        requested = usable_processors()
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(f"not a number of workers: {requested!r}")
    return max(1, min(requested, len(tasks)))


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    if size == 1:
        return [work(task) for task in tasks]
    with multiprocessing.Pool(size) as pool:
        return pool.map(work, tasks)


if __name__ == "__main__":
    print(main(list(range(12)), 3))
