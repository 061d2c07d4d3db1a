"""The start method is chosen when the module is imported."""

# fails: every_label = failed
# fails: width_is_told = failed
# fails: takes_the_chosen_method = failed

import multiprocessing
import sys
import time

if len(multiprocessing.active_children()) == 0 and multiprocessing.parent_process() is None:
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def make_label(name, width, labels):
    labels.put((name, render(name, width)))


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
    print(main(["ada", "bob", "cleo"], 30))
