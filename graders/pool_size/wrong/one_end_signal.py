"""One end signal for all workers: the others wait for ever, and main waits for them."""

# fails: results_in_order = deadlocked
# fails: workers_within_size = deadlocked
# fails: workers_are_reused = deadlocked
# fails: all_work_together = deadlocked
# fails: nothing_runs_on = deadlocked

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
    for number, task in iter(todo.get, None):
        done.put((number, work(task)))


def main(tasks, requested=None):
    todo = multiprocessing.Queue()
    done = multiprocessing.Queue()
    workers = []
    for _ in range(choose_size(tasks, requested)):
        workers.append(multiprocessing.Process(target=worker, args=(todo, done)))
        workers[-1].start()
    for pair in enumerate(tasks):
        todo.put(pair)
    todo.put(None)
    results = dict(done.get() for _ in tasks)
    for process in workers:
        process.join()
    return [results[number] for number in range(len(tasks))]


if __name__ == "__main__":
    print(main(list(range(12)), 3))
