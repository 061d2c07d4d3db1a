"""Pool without `with`: imap, then close and join in a finally; operator.index looks at the number."""

import multiprocessing
import operator
import os
import time


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def choose_size(tasks, requested=None):
    if requested is None:
        size = len(os.sched_getaffinity(0))
    else:
        try:
            size = operator.index(requested)
        except TypeError:
            raise ValueError("a number of workers is a whole number") from None
        if size <= 0:
            raise ValueError("at least one worker is needed")
    if size > len(tasks):
        size = len(tasks)
    if size == 0:
        size = 1
    return size


def main(tasks, requested=None):
    pool = multiprocessing.Pool(processes=choose_size(tasks, requested))
    try:
        return list(pool.imap(work, tasks))
    finally:
        pool.close()
        pool.join()


if __name__ == "__main__":
    print(main(list(range(12)), 3))
