"""No pool at all: a Process subclass, a queue of tasks with an end signal for each worker."""

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


class Worker(multiprocessing.Process):
    def __init__(self, todo, done):
        super().__init__()
        self.todo = todo
        self.done = done

    def run(self):
        for number, task in iter(self.todo.get, None):
            self.done.put((number, work(task)))


def main(tasks, requested=None):
    todo = multiprocessing.Queue()
    done = multiprocessing.Queue()
    workers = [Worker(todo, done) for _ in range(choose_size(tasks, requested))]
    for worker in workers:
        worker.start()
    for pair in enumerate(tasks):
        todo.put(pair)
    for _ in workers:
        todo.put(None)
    results = dict(done.get() for _ in tasks)
    for worker in workers:
        worker.join()
    return [results[number] for number in range(len(tasks))]


if __name__ == "__main__":
    print(main(list(range(12)), 3))
