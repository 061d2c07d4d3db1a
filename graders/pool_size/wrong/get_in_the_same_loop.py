"""apply_async, but get is called at once: as slow as apply."""

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
        requested = usable_processors()
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(f"not a number of workers: {requested!r}")
    return max(1, min(requested, len(tasks)))


def main(tasks, requested=None):
    pool = multiprocessing.Pool(choose_size(tasks, requested))
    results = []
    for task in tasks:
        result = pool.apply_async(work, (task,))
        results.append(result.get())
    pool.close()
    pool.join()
    return results


if __name__ == "__main__":
    print(main(list(range(12)), 3))
