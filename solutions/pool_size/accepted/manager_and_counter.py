"""Workers take the next number from a shared counter and write into a Manager's dict."""

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


def next_number(counter):
    with counter.get_lock():
        number = counter.value
        counter.value += 1
    return number


def worker(tasks, counter, results):
    while (number := next_number(counter)) < len(tasks):
        results[number] = work(tasks[number])


def main(tasks, requested=None):
    counter = multiprocessing.Value("L", 0)
    with multiprocessing.Manager() as manager:
        results = manager.dict()
        workers = []
        for _ in range(choose_size(tasks, requested)):
            w = multiprocessing.Process(target=worker, args=(tasks, counter, results))
            w.start()
            workers.append(w)
        for w in workers:
            w.join()
        found = results.copy()
    return [found[number] for number in range(len(tasks))]


if __name__ == "__main__":
    print(main(list(range(12)), 3))
