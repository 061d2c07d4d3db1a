"""There is a pool for each fifty tasks."""

# fails: workers_are_reused = failed

import multiprocessing
import os
import time


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def allowed():
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_size(tasks, requested=None):
    if requested is None:
        requested = allowed()
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(f"{requested!r} is no number of workers")
    return max(1, min(requested, len(tasks)))


BATCH = 50


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    results = []
    for start in range(0, len(tasks), BATCH):
        with multiprocessing.Pool(size) as pool:
            results += pool.map(work, tasks[start : start + BATCH], chunksize=1)
    return results


if __name__ == "__main__":
    started = time.perf_counter()
    main(list(range(200)))
    seconds = time.perf_counter() - started
    print(f"200 processes for 200 tasks on {os.cpu_count()} processors, in {seconds:.1f} seconds")
