"""A pool with a worker for each job; its initializer hands over the lock."""

import multiprocessing
import sys
import time


# given: leave as it is
def prepare(name):
    """Stands for slow work that needs nothing from the others."""
    time.sleep(0.2)


# given: leave as it is
def format_line(name, line):
    """The text of one line; refuses what is no text."""
    if not isinstance(line, str):
        raise TypeError(f"{name}: {line!r} is not a line")
    return f"{name}: {line}"


def report(name, lines, lock):
    prepare(name)
    with lock:
        for line in lines:
            print(format_line(name, line))


def remember(lock):
    global shared_lock
    shared_lock = lock


def one_job(job):
    name, lines = job
    try:
        report(name, lines, shared_lock)
    except TypeError as error:
        print(error, file=sys.stderr)


def main(jobs):
    if not jobs:
        return
    lock = multiprocessing.Lock()
    with multiprocessing.Pool(len(jobs), remember, (lock,)) as pool:
        pool.map(one_job, jobs.items(), chunksize=1)
        pool.close()
        pool.join()


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
