"""A lambda has no name by which it could be sent."""

# fails: every_label = crashed
# fails: width_is_told = crashed
# fails: all_at_once = crashed
# fails: ends = crashed

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def main(names, label_width):
    labels = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=lambda name=name: labels.put((name, render(name, label_width))))
        for name in names
    ]
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
