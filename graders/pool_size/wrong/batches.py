"""Waits for a whole batch before it starts the next, with new processes each time."""

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


def usable():
    """How many processors this process may use, as well as this Python can tell."""
    if hasattr(os, "process_cpu_count"):  # Python 3.13
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_size(tasks, requested=None):
    if requested is None:
        requested = usable()
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(f"not a number of workers: {requested!r}")
    return max(1, min(requested, len(tasks)))


def work_and_send(number, task, results):
    results.put((number, work(task)))


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    results = multiprocessing.Queue()
    found = {}
    for first in range(0, len(tasks), size):
        batch = list(enumerate(tasks))[first : first + size]
        processes = [multiprocessing.Process(target=work_and_send, args=(*pair, results)) for pair in batch]
        for process in processes:
            process.start()
        found.update(results.get() for _ in batch)
        for process in processes:
            process.join()
    return [found[number] for number in range(len(tasks))]


if __name__ == "__main__":
    print(main(list(range(10))))
    print(main(list(range(10)), 3))
