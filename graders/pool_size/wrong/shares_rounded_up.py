"""Shares rounded up: for 9 tasks and 4 workers the last one has nothing to do."""

# fails: all_work_together = failed

import math
import multiprocessing
import os
import time


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


def share(ts, conn):
    conn.send([work(t) for t in ts])


def main(tasks, requested=None):
    n = choose_size(tasks, requested)
    k = math.ceil(len(tasks) / n) if tasks else 1
    out = []
    ends = []
    for j in range(n):
        r, w = multiprocessing.Pipe(False)
        p = multiprocessing.Process(target=share, args=(tasks[j * k : (j + 1) * k], w))
        p.start()
        ends.append((p, r))
    for p, r in ends:
        out += r.recv()
        p.join()
    return out


if __name__ == "__main__":
    print(main(list(range(10))))
    print(main(list(range(10)), 3))
