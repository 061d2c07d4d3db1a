"""Two workers may read the number of the next task at the same time, and both do it."""

# fails: results_in_order = failed

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


def worker(tasks, nxt, out):
    while True:
        i = nxt.value
        nxt.value = i + 1
        if i >= len(tasks):
            return
        out[i] = work(tasks[i])


def main(tasks, requested=None):
    nxt = multiprocessing.Value("i", 0)
    out = multiprocessing.Array("q", max(1, len(tasks)))
    ps = [multiprocessing.Process(target=worker, args=(tasks, nxt, out)) for _ in range(choose_size(tasks, requested))]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return list(out)[: len(tasks)]


if __name__ == "__main__":
    print(main(list(range(10))))
    print(main(list(range(10)), 3))
