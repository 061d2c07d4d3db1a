"""The last producer that is through tells all consumers; what another one has put may still be with its thread."""

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


def producer(q, batch, left, consumers):
    for item in batch:
        q.put(item)
    with left.get_lock():
        left.value -= 1
        last = left.value == 0
    if last:
        for _ in range(consumers):
            q.put(None)


def consumer(q, results):
    while (item := q.get()) is not None:
        results.put(handle(item))


def main(batches, consumers):
    q = multiprocessing.Queue()
    results = multiprocessing.Queue()
    left = multiprocessing.Value("i", len(batches))
    workers = [multiprocessing.Process(target=consumer, args=(q, results)) for _ in range(consumers)]
    producers = [multiprocessing.Process(target=producer, args=(q, batch, left, consumers)) for batch in batches]
    for process in workers + producers:
        process.start()
    if not batches:
        for _ in range(consumers):
            q.put(None)
    found = [results.get() for batch in batches for _ in batch]
    for process in producers + workers:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
