"""shutdown(wait=False): main returns while the workers are still on their way out."""

# fails: nothing_runs_on = failed

import os
import time
from concurrent.futures import ProcessPoolExecutor


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
    executor = ProcessPoolExecutor(choose_size(tasks, requested))
    results = list(executor.map(work, tasks))
    executor.shutdown(wait=False)
    return results


if __name__ == "__main__":
    print(main(list(range(12)), 3))
