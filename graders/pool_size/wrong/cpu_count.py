"""The machine's processors are counted, not those that this process may use: in a container or on a
shared server far too many workers are started."""

# fails: chooses_the_size = failed
# fails: workers_within_size = failed
# fails: workers_are_reused = failed

import multiprocessing
import time


# given: leave as it is
def work(task):
    """One task: slow, and squares a whole number."""
    time.sleep(0.1)
    return task * task


def choose_size(tasks, requested=None):
    if requested is None:
        requested = multiprocessing.cpu_count()
    elif not isinstance(requested, int) or requested < 1:
        raise ValueError(f"not a number of workers: {requested!r}")
    return max(1, min(requested, len(tasks)))


def main(tasks, requested=None):
    with multiprocessing.Pool(choose_size(tasks, requested)) as pool:
        return pool.map(work, tasks)


if __name__ == "__main__":
    print(main(list(range(12)), 3))
