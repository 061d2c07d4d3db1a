"""Each worker gets its share at its start and sends the results through a pipe of its own."""

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


def do_share(share, writer):
    for task in share:
        writer.send(work(task))
    writer.close()


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    results = [None] * len(tasks)
    readers, workers = [], []
    for first in range(size):
        reader, writer = multiprocessing.Pipe(duplex=False)
        worker = multiprocessing.Process(target=do_share, args=(tasks[first::size], writer))
        worker.start()
        writer.close()
        readers.append(reader)
        workers.append(worker)
    for number in range(len(tasks)):
        results[number] = readers[number % size].recv()
    for reader, worker in zip(readers, workers):
        worker.join()
        reader.close()
    return results


if __name__ == "__main__":
    print(main(list(range(12)), 3))
