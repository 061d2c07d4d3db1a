"""Hands out one task for each worker and waits for all of them before the next round: the quick ones wait for the slow."""

# fails: all_work_together = failed

import functools
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
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(requested)
    return max(1, min(requested, len(tasks)))


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    found = []
    with multiprocessing.Pool(size) as pool:
        for start in range(0, len(tasks), size):
            found += pool.map(work, tasks[start : start + size], chunksize=1)
        pool.close()
        pool.join()
    return found


if __name__ == "__main__":
    started = time.perf_counter()
    main(list(range(20)))
    print(f"{choose_size(list(range(20)))} workers, {time.perf_counter() - started:.1f} seconds")
