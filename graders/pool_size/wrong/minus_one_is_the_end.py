"""The task -1 is the end signal."""

# fails: results_in_order = crashed
# fails: workers_are_reused = crashed

import multiprocessing
import os
import time
from multiprocessing import connection


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def allowed():
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_size(tasks, requested=None):
    if requested is None:
        requested = allowed()
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(f"{requested!r} is no number of workers")
    return max(1, min(requested, len(tasks)))


def worker(conn):
    for task in iter(conn.recv, -1):
        conn.send(work(task))


def main(tasks, requested=None):
    results = [None] * len(tasks)
    todo = list(range(len(tasks)))
    doing, crew = {}, []
    for _ in range(choose_size(tasks, requested)):
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=worker, args=(theirs,))
        process.start()
        crew.append((process, ours))
    idle = [conn for _, conn in crew]
    while todo or doing:
        while todo and idle:
            conn = idle.pop()
            doing[conn] = todo.pop(0)
            conn.send(tasks[doing[conn]])
        for conn in connection.wait(list(doing)):
            results[doing.pop(conn)] = conn.recv()
            idle.append(conn)
    for process, conn in crew:
        conn.send(-1)
        process.join()
    return results


if __name__ == "__main__":
    started = time.perf_counter()
    main(list(range(200)))
    seconds = time.perf_counter() - started
    print(f"200 processes for 200 tasks on {os.cpu_count()} processors, in {seconds:.1f} seconds")
