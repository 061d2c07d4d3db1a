"""main returns at once without tasks: main([], 0) does not raise ("whatever the tasks are")."""

# fails: refuses_bad_sizes = failed

import multiprocessing
import os
import time


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def choose_size(tasks, requested=None):
    if requested is None:
        requested = len(os.sched_getaffinity(0))
    if not isinstance(requested, int) or requested < 1:
        raise ValueError("too few")
    return max(1, min(requested, len(tasks)))


def main(tasks, requested=None):
    if not tasks:
        return []
    with multiprocessing.Pool(choose_size(tasks, requested)) as pool:
        return pool.map(work, tasks, chunksize=1)


if __name__ == "__main__":
    main(list(range(20)))
