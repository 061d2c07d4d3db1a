"""concurrent.futures: an executor instead of a pool."""

import concurrent.futures
import os
import time


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def choose_size(tasks, requested=None):
    if requested is None:
        try:
            requested = len(os.sched_getaffinity(0))
        except AttributeError:
            requested = os.cpu_count() or 1
    if requested < 1 or requested != int(requested):
        raise ValueError("requested must be a whole number of at least 1")
    return max(1, min(int(requested), len(tasks)))


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    with concurrent.futures.ProcessPoolExecutor(max_workers=size) as executor:
        return list(executor.map(work, tasks))


if __name__ == "__main__":
    print(main(list(range(12)), 3))
