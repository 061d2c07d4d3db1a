"""A result that is falsy counts as not yet there."""

# fails: results_in_order = timed out

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


def main(tasks, requested=None):
    results = [None] * len(tasks)

    def store(pair):
        results[pair[0]] = pair[1]

    with multiprocessing.Pool(choose_size(tasks, requested)) as pool:
        for number, task in enumerate(tasks):
            pool.apply_async(numbered, (number, task), callback=store)
        while not all(results):
            time.sleep(0.01)
    return results


def numbered(number, task):
    return number, work(task)


if __name__ == "__main__":
    started = time.perf_counter()
    main(list(range(200)))
    seconds = time.perf_counter() - started
    print(f"200 processes for 200 tasks on {os.cpu_count()} processors, in {seconds:.1f} seconds")
