"""The target is an object that can be called, and functools.partial."""

import functools
import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


class Labels:
    def __init__(self, width):
        self.width = width

    def __call__(self, name, labels):
        labels.put((name, render(name, self.width)))


def main(names, label_width):
    labels = multiprocessing.Queue()
    target = functools.partial(Labels(label_width), labels=labels)
    processes = [multiprocessing.Process(target=target, args=(name,)) for name in names]
    for process in processes:
        process.start()
    result = dict(labels.get() for _ in processes)
    for process in processes:
        process.join()
    return result


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
