"""A class around starmap_async; the longest way to write it; one branch for no tasks."""

import os
import time
from multiprocessing import Pool


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


class Sizes:
    def __init__(self, tasks, requested):
        self.tasks = tasks
        self.requested = requested

    def check(self):
        if self.requested is None:
            return
        if isinstance(self.requested, float) or self.requested <= 0:
            raise ValueError("bad size")

    def value(self):
        self.check()
        if not self.tasks:
            return 1
        if self.requested is None:
            return min(len(os.sched_getaffinity(0)), len(self.tasks))
        return min(self.requested, len(self.tasks))


def choose_size(tasks, requested=None):
    return Sizes(tasks, requested).value()


def main(tasks, requested=None):
    size = choose_size(tasks, requested)
    if not tasks:
        return []
    pool = Pool(size)
    pending = pool.starmap_async(work, [(task,) for task in tasks], chunksize=1)
    pool.close()
    pending.wait()
    pool.join()
    return pending.get()
