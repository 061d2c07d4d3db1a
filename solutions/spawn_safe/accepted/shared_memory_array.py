"""Each process writes its label into an array that it was handed."""

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def make_label(name, width, place):
    place.value = render(name, width).encode()


def main(names, label_width):
    places = [multiprocessing.Array("c", 1000) for _ in names]
    processes = [
        multiprocessing.Process(target=make_label, args=(name, label_width, place))
        for name, place in zip(names, places)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return {name: place.value.decode() for name, place in zip(names, places)}


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
