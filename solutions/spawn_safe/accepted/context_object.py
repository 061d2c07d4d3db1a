"""The context that the program has chosen, by get_context without a name."""

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
    context = multiprocessing.get_context()
    labels = context.JoinableQueue()
    processes = [context.Process(target=make_label, args=[name, label_width, labels]) for name in names]
    for process in processes:
        process.start()
    result = {}
    for _ in names:
        name, result[name] = labels.get()
    for process in processes:
        process.join()
    return result


if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.argv[1:]:
        multiprocessing.set_start_method(sys.argv[1])
    print(main(["ada", "bob", "cleo"], 30))
