"""The name is read off the label: wrong for a name that begins or ends with "*"."""

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
    results.put(render(name, width))


def main(names, label_width):
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=child, args=(name, label_width, results)) for name in names]
    for process in processes:
        process.start()
    found = {}
    for _ in names:
        label = results.get()
        found[label.strip("*")] = label
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
