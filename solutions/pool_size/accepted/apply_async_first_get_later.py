"""apply_async for all tasks, get for all of them afterwards; slow and talkative."""

import multiprocessing
import os
import sys
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


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    say("size of the pool:", size)
    pool = multiprocessing.Pool(size)
    time.sleep(0.3)
    waiting = []
    for task in tasks:
        waiting.append(pool.apply_async(work, (task,)))
        say("handed out", task)
        time.sleep(0.01)
    pool.close()
    results = []
    for result in waiting:
        results.append(result.get())
        say("got", results[-1])
    pool.join()
    time.sleep(0.2)
    return results


if __name__ == "__main__":
    print(main(list(range(12)), 3))
