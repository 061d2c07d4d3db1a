"""Labels for a list of names, made by one process for each: it works on my machine.

Namely as long as a new process is a fork, a copy of its parent. Make it work under every start method."""

import multiprocessing
import sys
import time

width = 20  # of the labels
labels = None  # the queue by which they come back


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def main(names, label_width):
    global width, labels
    width = label_width
    labels = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=lambda name=name: labels.put((name, render(name, width)))) for name in names
    ]
    for process in processes:
        process.start()
    result = dict(labels.get() for _ in names)
    for process in processes:
        process.join()
    return result


multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
for label in main(["ada", "bob", "cleo"], 30).values():
    print(label)
