"""One process makes all labels."""

# fails: all_at_once = failed

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def make_labels(names, width, answer):
    answer.send({name: render(name, width) for name in names})


def main(names, label_width):
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=make_labels, args=(names, label_width, theirs))
    process.start()
    result = ours.recv()
    process.join()
    return result


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
