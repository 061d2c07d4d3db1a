"""Consumers look whether one is left, take it and count it then: two of them may wait for the same last one."""

# fails: any_numbers = deadlocked
# fails: slow_producer = deadlocked
# fails: nobody_stops_early = deadlocked

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


def consumer(q, results, left):
    while left.value > 0:
        item = q.get()
        with left.get_lock():
            left.value -= 1
        results.put(handle(item))


def main(batches, consumers):
    q = multiprocessing.Queue()
    results = multiprocessing.Queue()
    left = multiprocessing.Value("i", sum(map(len, batches)))
    workers = [multiprocessing.Process(target=consumer, args=(q, results, left)) for _ in range(consumers)]
    producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
    for process in workers + producers:
        process.start()
    found = [results.get() for batch in batches for _ in batch]
    for process in workers + producers:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
