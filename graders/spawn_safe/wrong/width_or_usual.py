"""A width of 0 is taken for none at all."""

# fails: width_is_told = failed

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


WIDTH = 20  # unless told otherwise


def make_label(name, width, labels):
    labels.put((name, render(name, width or WIDTH)))


def main(names, label_width):
    labels = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=make_label, args=(name, label_width, labels)) for name in names]
    for process in processes:
        process.start()
    result = dict(labels.get() for _ in names)
    for process in processes:
        process.join()
    return result


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
