"""A process of its own hands out the tasks; it is no worker."""

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


def worker(q, out):
    for i, t in iter(q.get, None):
        out.put((i, work(t)))


def feed(q, tasks, n):
    for x in enumerate(tasks):
        q.put(x)
    for _ in range(n):
        q.put(None)


def main(tasks, requested=None):
    n = choose_size(tasks, requested)
    q, out = multiprocessing.Queue(), multiprocessing.Queue()
    ps = [multiprocessing.Process(target=worker, args=(q, out)) for _ in range(n)]
    ps.append(multiprocessing.Process(target=feed, args=(q, tasks, n)))
    for p in ps:
        p.start()
    r = [x for _, x in sorted(out.get() for _ in tasks)]
    for p in ps:
        p.join()
    return r


if __name__ == "__main__":
    print(main(list(range(10))))
    print(main(list(range(10)), 3))
