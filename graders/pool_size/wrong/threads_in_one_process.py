"""One worker process with a pool of threads in it."""

# fails: all_work_together = failed

import multiprocessing
import os
import time
from multiprocessing.pool import ThreadPool


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def usable():
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_size(tasks, requested=None):
    if requested is None:
        requested = usable()
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(f"not a number of workers: {requested!r}")
    return max(1, min(requested, len(tasks)))


def crew(tasks, n, out):
    with ThreadPool(n) as tp:
        out.put(tp.map(work, tasks, chunksize=1))


def main(tasks, requested=None):
    out = multiprocessing.Queue()
    p = multiprocessing.Process(target=crew, args=(tasks, choose_size(tasks, requested), out))
    p.start()
    r = out.get()
    p.join()
    return r


if __name__ == "__main__":
    print(main(list(range(10))))
    print(main(list(range(10)), 3))
