"""No worker at all: main does one task after the other."""

# fails: workers_within_size = failed
# fails: workers_are_reused = failed
# fails: all_work_together = failed

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


def main(tasks, requested=None):
    choose_size(tasks, requested)
    return [work(task) for task in tasks]


if __name__ == "__main__":
    print(main(list(range(12)), 3))
