"""Globals of the workers, set in each of them by the pool's initializer."""

import multiprocessing
import sys
import time

settings = {}


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def set_up(width):
    settings["width"] = width


def label_of(name):
    return name, render(name, settings["width"])


def main(names, label_width):
    pool = multiprocessing.Pool(max(1, len(names)), initializer=set_up, initargs=(label_width,))
    result = dict(pool.imap_unordered(label_of, names))
    pool.close()
    pool.join()
    return result


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
