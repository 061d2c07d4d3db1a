"""A single name gets its label in main's own process."""

# fails: every_label = failed

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def child(name, width, results):
    results.put((name, render(name, width)))


def main(names, label_width):
    if len(names) == 1:  # no process is worth it
        return {names[0]: render(names[0], label_width)}
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=child, args=(name, label_width, results)) for name in names]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in names)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
