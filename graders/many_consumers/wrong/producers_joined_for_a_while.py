"""Each producer is joined for half a second, then the signal goes round: a slow one puts its items behind it."""

# fails: slow_producer = deadlocked

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def producer(q, batch):
    for item in batch:
        q.put(item)


def consumer(q, results):
    while (item := q.get()) is not None:
        results.put(handle(item))
    q.put(None)


def main(batches, consumers):
    q, results = multiprocessing.SimpleQueue(), multiprocessing.Queue()
    makers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
    eaters = [multiprocessing.Process(target=consumer, args=(q, results)) for _ in range(consumers)]
    for p in makers + eaters:
        p.start()
    for p in makers:
        while p.is_alive():
            p.join(0.5)
            break
    q.put(None)
    found = [results.get() for batch in batches for _ in batch]
    for p in makers + eaters:
        p.join()
    return found


if __name__ == "__main__":
    print(main([[1]], 2))
