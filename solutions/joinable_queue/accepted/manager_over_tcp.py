"""A manager of one's own, on a TCP port of this machine."""

import multiprocessing
import sys
import time
from multiprocessing.managers import BaseManager


# given: leave as it is
def handle(item):
    """Handle one item: slow, and it fails on purpose for "bad"."""
    time.sleep(0.1)
    if item == "bad":
        raise ValueError("a bad item")
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def producer(q, batch):
    for item in batch:
        q.put(item)


class Results:
    def __init__(self):
        self.values = []

    def add(self, v):
        self.values.append(v)

    def get(self):
        return self.values


class ResultManager(BaseManager):
    pass


ResultManager.register("Results", Results)


def consumer(q, handled):
    while True:
        item = q.get()
        try:
            handled.add(handle(item))
        except ValueError as error:
            print(error, file=sys.stderr)
        finally:
            q.task_done()


def main(batches, consumers):
    q = multiprocessing.JoinableQueue()
    with ResultManager(address=("127.0.0.1", 0), authkey=b"secret") as manager:
        handled = manager.Results()
        for _ in range(consumers):
            multiprocessing.Process(target=consumer, args=(q, handled), daemon=True).start()
        producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
        for process in producers:
            process.start()
        for process in producers:
            process.join()
        q.join()
        return handled.get()


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
