"""A pipe to each worker; whoever has answered gets the next task."""

import multiprocessing
import os
import time
from multiprocessing.connection import wait


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


def worker(connection):
    while True:
        task = connection.recv()
        if task is None:
            return
        connection.send(work(task))


def main(tasks, requested=None):
    waiting = list(enumerate(tasks))
    results = [None] * len(tasks)
    doing, processes = {}, []
    for _ in range(choose_size(tasks, requested)):
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=worker, args=(theirs,))
        process.start()
        theirs.close()
        processes.append(process)
        doing[ours] = None
    for connection in doing:
        if waiting:
            doing[connection], task = waiting.pop(0)
            connection.send(task)
    while any(number is not None for number in doing.values()):
        for connection in wait([c for c, number in doing.items() if number is not None]):
            results[doing[connection]] = connection.recv()
            doing[connection] = None
            if waiting:
                doing[connection], task = waiting.pop(0)
                connection.send(task)
    for connection in doing:
        connection.send(None)
    for process in processes:
        process.join()
    return results


if __name__ == "__main__":
    print(main(list(range(10))))
    print(main(list(range(10)), 3))
