"""One process a task: quick to write, and slow and greedy to run.

Use a pool of a sensible size instead. Run it by hand: it prints how many processes it has started."""

import multiprocessing
import os
import time


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def choose_size(tasks, requested=None):
    return len(tasks)


def work_and_send(number, task, results):
    results.put((number, work(task)))


def main(tasks, requested=None):
    results = multiprocessing.Queue()
    processes = []
    for number, task in enumerate(tasks):
        process = multiprocessing.Process(target=work_and_send, args=(number, task, results))
        process.start()
        processes.append(process)
    found = dict(results.get() for _ in tasks)
    for process in processes:
        process.join()
    return [found[number] for number in range(len(tasks))]


if __name__ == "__main__":
    started = time.perf_counter()
    main(list(range(200)))
    seconds = time.perf_counter() - started
    print(f"200 processes for 200 tasks on {os.cpu_count()} processors, in {seconds:.1f} seconds")
