"""Equal shares of len(tasks) // size: what is left over when it does not divide is done by nobody."""

# fails: results_in_order = failed

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


def do_share(share):
    return [work(task) for task in share]


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    each = len(tasks) // size
    shares = [tasks[n * each : (n + 1) * each] for n in range(size)]
    results = []
    with multiprocessing.Pool(size) as pool:
        for part in pool.map(do_share, shares, chunksize=1):
            results += part
    return results


if __name__ == "__main__":
    print(main(list(range(12)), 3))
