"""As many as there are workers are done at the same time, all others one by one."""

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
    with multiprocessing.Pool(size) as pool:
        found = pool.map(work, tasks[:size], chunksize=1)
        for task in tasks[size:]:
            found.append(pool.apply(work, (task,)))
        pool.close()
        pool.join()
    return found


if __name__ == "__main__":
    started = time.perf_counter()
    main(list(range(20)))
    print(f"{choose_size(list(range(20)))} workers, {time.perf_counter() - started:.1f} seconds")
