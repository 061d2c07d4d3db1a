"""A context is chosen on import, and main uses it whatever the program was given."""

# fails: takes_the_chosen_method = failed

import multiprocessing
import sys
import time

context = multiprocessing.get_context("spawn")


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def make_label(name, width, labels):
    labels.put((name, render(name, width)))


def main(names, label_width):
    labels = context.Queue()
    processes = [context.Process(target=make_label, args=(name, label_width, labels)) for name in names]
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
