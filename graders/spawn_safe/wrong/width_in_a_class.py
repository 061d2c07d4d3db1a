"""An attribute of a class does not travel with its objects."""

# fails: width_is_told = failed

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


class LabelMaker(multiprocessing.Process):
    width = 20

    def __init__(self, text, labels):
        super().__init__()
        self.text = text
        self.labels = labels

    def run(self):
        self.labels.put((self.text, render(self.text, self.width)))


def main(names, label_width):
    LabelMaker.width = label_width
    labels = multiprocessing.Queue()
    processes = [LabelMaker(name, labels) for name in names]
    for process in processes:
        process.start()
    result = dict(labels.get() for _ in names)
    for process in processes:
        process.join()
    return result


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
