"""The second half of the workers is started when the first result is there."""

# fails: all_work_together = failed

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
    todo, results = multiprocessing.Queue(), multiprocessing.Queue()
    for pair in enumerate(tasks):
        todo.put(pair)
    for _ in range(size):
        todo.put(None)
    crew, found = [], {}
    for _ in range(size):
        one = multiprocessing.Process(target=labour, args=(todo, results))
        one.start()
        crew.append(one)
        if len(crew) == 1 and tasks:
            place, value = results.get()
            found[place] = value
    while len(found) < len(tasks):
        place, value = results.get()
        found[place] = value
    for one in crew:
        one.join()
    return [found[place] for place in range(len(tasks))]


if __name__ == "__main__":
    main(list(range(20)))
