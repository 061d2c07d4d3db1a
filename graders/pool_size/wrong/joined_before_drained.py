"""The workers are joined before their results are taken: it works as long as they fit into the pipe."""

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
    elif type(requested) is not int or requested < 1:
        raise ValueError(requested)
    return max(1, min(len(tasks), requested))


def worker(todo, done):
    for i, task in iter(todo.get, None):
        done.put((i, work(task)))


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    todo, done = multiprocessing.Queue(), multiprocessing.Queue()
    crew = [multiprocessing.Process(target=worker, args=(todo, done)) for _ in range(size)]
    for p in crew:
        p.start()
    for pair in enumerate(tasks):
        todo.put(pair)
    for p in crew:
        todo.put(None)
    for p in crew:
        p.join()
    result = dict(done.get() for _ in tasks)
    return [result[i] for i in range(len(tasks))]


if __name__ == "__main__":
    print(main([1]))
