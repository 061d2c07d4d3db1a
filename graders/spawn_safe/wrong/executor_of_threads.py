"""A thread waits for each process, but there are no more threads than processors and four."""

# fails: all_at_once = failed

import multiprocessing
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def make_label(name, width, answer):
    answer.send(render(name, width))


def delegate(name, width):
    reader, writer = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=make_label, args=(name, width, writer))
    process.start()
    label = reader.recv()
    process.join()
    return name, label


def main(names, label_width):
    with ThreadPoolExecutor() as threads:
        return dict(threads.map(partial(delegate, width=label_width), names))


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
