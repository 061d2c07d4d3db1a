"""Rewrite with JoinableQueue: no end signals, and an item that fails stops nobody.

Run it by hand: one item is "bad", its consumer dies, and the program never ends."""

import multiprocessing
import time


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


def consumer(q, handled):
    while True:
        item = q.get()
        if item is None:
            break
        handled.put(handle(item))


def main(batches, consumers):
    q = multiprocessing.Queue()
    handled = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=consumer, args=(q, handled)) for _ in range(consumers)]
    producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
    for process in workers + producers:
        process.start()
    for process in producers:
        process.join()
    for _ in range(consumers):
        q.put(None)  # one end signal for each consumer
    results = [handled.get() for batch in batches for _ in batch]
    for process in workers:
        process.join()
    return results


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
