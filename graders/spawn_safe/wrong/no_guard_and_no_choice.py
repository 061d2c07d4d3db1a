"""Without the guard, and without a choice of the start method."""

# fails: every_label = deadlocked
# fails: width_is_told = deadlocked
# fails: all_at_once = deadlocked
# fails: ends = deadlocked
# fails: import_starts_nothing = failed

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def make_label(name, width, labels):
    labels.put((name, render(name, width)))


def main(names, label_width):
    labels = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=make_label, args=(name, label_width, labels)) for name in names]
    for process in processes:
        process.start()
    result = dict(labels.get() for _ in names)
    for process in processes:
        process.join()
    return result


for label in main(["ada", "bob", "cleo"], 30).values():
    print(label)
