"""As many processes as the size at a time, but new ones for every batch of tasks."""

# fails: workers_are_reused = failed
# fails: all_work_together = failed

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


def work_and_tell(number, task, results):
    results.put((number, work(task)))


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    results = multiprocessing.Queue()
    found = {}
    for first in range(0, len(tasks), size):
        numbers = range(first, min(first + size, len(tasks)))
        batch = [multiprocessing.Process(target=work_and_tell, args=(n, tasks[n], results)) for n in numbers]
        for process in batch:
            process.start()
        for _ in batch:
            number, result = results.get()
            found[number] = result
        for process in batch:
            process.join()
    return [found[number] for number in range(len(tasks))]


if __name__ == "__main__":
    print(main(list(range(12)), 3))
