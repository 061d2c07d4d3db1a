"""Home-made workers are never told to stop: as daemons they wait on when main has returned."""

# fails: nothing_runs_on = failed

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


def worker(todo, done):
    while True:
        number, task = todo.get()
        done.put((number, work(task)))


def main(tasks, requested=None):
    todo = multiprocessing.Queue()
    done = multiprocessing.Queue()
    for _ in range(choose_size(tasks, requested)):
        multiprocessing.Process(target=worker, args=(todo, done), daemon=True).start()
    for pair in enumerate(tasks):
        todo.put(pair)
    results = dict(done.get() for _ in tasks)
    return [results[number] for number in range(len(tasks))]


if __name__ == "__main__":
    print(main(list(range(12)), 3))
