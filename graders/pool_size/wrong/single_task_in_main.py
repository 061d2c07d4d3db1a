"""A single task is not worth a process."""

# fails: workers_within_size = failed
# fails: refuses_bad_sizes = failed

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


def main(tasks, requested=None):
    if len(tasks) <= 1:
        return [work(t) for t in tasks]
    with multiprocessing.Pool(choose_size(tasks, requested)) as pool:
        return pool.map(work, tasks, chunksize=1)


if __name__ == "__main__":
    print(main(list(range(10))))
    print(main(list(range(10)), 3))
