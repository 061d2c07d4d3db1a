"""The method's object holds the processes, and they can't be pickled."""

# fails: every_label = crashed
# fails: width_is_told = crashed
# fails: all_at_once = crashed
# fails: ends = crashed

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


class Workshop:
    def __init__(self, width):
        self.width = width
        self.labels = multiprocessing.Queue()
        self.processes = []

    def make(self, name):
        self.labels.put((name, render(name, self.width)))

    def all(self, names):
        for name in names:
            process = multiprocessing.Process(target=self.make, args=(name,))
            self.processes.append(process)
            process.start()
        result = dict(self.labels.get() for _ in names)
        for process in self.processes:
            process.join()
        return result


def main(names, label_width):
    return Workshop(label_width).all(names)


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
