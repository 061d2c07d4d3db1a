"""A subclass of Process that carries what it needs."""

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


class LabelMaker(multiprocessing.Process):
    def __init__(self, name, width, labels):
        super().__init__()
        self.text = name
        self.width = width
        self.labels = labels

    def run(self):
        self.labels.put((self.text, render(self.text, self.width)))


def main(names, label_width):
    labels = multiprocessing.SimpleQueue()
    makers = [LabelMaker(name, label_width, labels) for name in names]
    for maker in makers:
        maker.start()
    result = {}
    while len(result) < len(names):
        name, label = labels.get()
        result[name] = label
    for maker in makers:
        maker.join()
    return result


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
