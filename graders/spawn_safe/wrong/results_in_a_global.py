"""The processes put their labels into a dict of their own module."""

# fails: every_label = failed
# fails: width_is_told = failed

import multiprocessing
import sys
import time

result = {}


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def make_label(name, width):
    result[name] = render(name, width)


def main(names, label_width):
    result.clear()
    processes = [multiprocessing.Process(target=make_label, args=(name, label_width)) for name in names]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return dict(result)


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
