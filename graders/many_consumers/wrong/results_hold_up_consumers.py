"""A SimpleQueue for the results, which main takes only when all producers have ended: big ones block everybody."""

# fails: any_numbers = deadlocked

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
    while True:
        item = q.get()
        if item is None:
            break
        results.put(handle(item))


def main(batches, consumers):
    q = multiprocessing.Queue()
    results = multiprocessing.SimpleQueue()
    workers = [multiprocessing.Process(target=consumer, args=(q, results)) for _ in range(consumers)]
    producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
    for process in workers + producers:
        process.start()
    for process in producers:
        process.join()
    for _ in workers:
        q.put(None)
    found = [results.get() for batch in batches for _ in batch]
    for process in workers:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
