"""Each process is waited for before the next one is started."""

# fails: ends = deadlocked
# fails: all_at_once = failed

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
    result = {}
    for name in names:
        process = multiprocessing.Process(target=make_label, args=(name, label_width, labels))
        process.start()
        process.join()
        name, result[name] = labels.get()
    return result


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
