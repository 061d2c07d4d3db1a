"""The target is a static method, and the settings are a dataclass; tells what it does."""

import multiprocessing
import sys
import time
from dataclasses import dataclass


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


@dataclass
class Order:
    name: str
    width: int


class Workshop:
    def __init__(self, width):
        self.width = width

    @staticmethod
    def make(order, labels):
        print("making", order, file=sys.stderr)
        time.sleep(0.3)
        labels.put((order.name, render(order.name, order.width)))
        print("made", order, file=sys.stderr)

    def all(self, names):
        labels = multiprocessing.Queue()
        processes = []
        for name in names:
            process = multiprocessing.Process(target=self.make, args=(Order(name, self.width), labels), name=name)
            print("starting", process.name, file=sys.stderr)
            process.start()
            processes.append(process)
            time.sleep(0.05)
        result = dict(labels.get() for _ in names)
        for process in processes:
            process.join()
        return result


def main(names, label_width):
    return Workshop(label_width).all(names)


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
