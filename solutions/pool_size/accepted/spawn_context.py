"""A context object with a start method of its own; the tasks come through the initializer."""

import multiprocessing
import os
import time


_tasks = []


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


def remember(tasks):
    _tasks[:] = tasks


def work_on(number):
    return work(_tasks[number])


def main(tasks, requested=None):
    context = multiprocessing.get_context("spawn")
    size = choose_size(tasks, requested)
    with context.Pool(size, initializer=remember, initargs=(tasks,)) as pool:
        results = pool.map(work_on, range(len(tasks)), chunksize=1)
        pool.close()
        pool.join()
    return results
