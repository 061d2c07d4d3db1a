"""One pipe for all, and the lock of its end is made on import: long labels of spawned processes get mixed up."""

# fails: ends = crashed

import multiprocessing
import sys
import time

sending = multiprocessing.Lock()


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def make_label(name, width, labels):
    label = render(name, width)
    with sending:
        labels.send((name, label))


def main(names, label_width):
    incoming, labels = multiprocessing.Pipe(duplex=False)
    processes = [multiprocessing.Process(target=make_label, args=(name, label_width, labels)) for name in names]
    for process in processes:
        process.start()
    result = dict(incoming.recv() for _ in names)
    for process in processes:
        process.join()
    return result


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
