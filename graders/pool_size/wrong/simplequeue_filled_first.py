"""main fills a SimpleQueue before workers are started: with some thousand tasks the pipe is full and main hangs."""

# fails: results_in_order = deadlocked

import multiprocessing
import os
import time


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def choose_size(tasks, requested=None):
    if requested is None:
        requested = len(os.sched_getaffinity(0))
    if not isinstance(requested, int) or requested < 1:
        raise ValueError("too few")
    return max(1, min(requested, len(tasks)))


def labour(todo, results):
    for place, task in iter(todo.get, None):
        results.put((place, work(task)))


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    todo, results = multiprocessing.SimpleQueue(), multiprocessing.Queue()
    for pair in enumerate(tasks):
        todo.put(pair)
    for _ in range(size):
        todo.put(None)
    crew = [multiprocessing.Process(target=labour, args=(todo, results)) for _ in range(size)]
    for one in crew:
        one.start()
    found = dict(results.get() for _ in tasks)
    for one in crew:
        one.join()
    return [found[place] for place in range(len(tasks))]


if __name__ == "__main__":
    main(list(range(20)))
