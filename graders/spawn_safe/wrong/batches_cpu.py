"""As many at a time as there are processors: on two, three names are not labelled at the same time."""

# fails: all_at_once = failed

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def child(name, width, labels):
    labels.put((name, render(name, width)))


def main(names, label_width):
    labels = multiprocessing.Queue()
    found = {}
    step = multiprocessing.cpu_count()
    for start in range(0, len(names), step):
        batch = names[start : start + step]
        processes = [multiprocessing.Process(target=child, args=(name, label_width, labels)) for name in batch]
        for process in processes:
            process.start()
        found.update(labels.get() for _ in batch)
        for process in processes:
            process.join()
    return found


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
