"""A label comes back in an array of as many bytes as it has characters."""

# fails: every_label = failed

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def make_label(name, width, label):
    label.value = render(name, width).encode()


def main(names, label_width):
    labels = {name: multiprocessing.Array("c", max(label_width, len(name)) + 1) for name in names}
    processes = [
        multiprocessing.Process(target=make_label, args=(name, label_width, label)) for name, label in labels.items()
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return {name: label.value.decode() for name, label in labels.items()}


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
