"""A producer counts an item after it has put it; who makes the count 0 sends everybody home, though more may come."""

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


def producer(q, batch, left):
    for item in batch:
        q.put(item)
        with left.get_lock():
            left.value += 1


def consumer(q, results, left, consumers):
    while True:
        item = q.get()
        if item is None:
            break
        results.put(handle(item))
        with left.get_lock():
            left.value -= 1
            if left.value == 0:
                for _ in range(consumers):
                    q.put(None)


def main(batches, consumers):
    q = multiprocessing.Queue()
    results = multiprocessing.Queue()
    left = multiprocessing.Value("i", 0)
    workers = [multiprocessing.Process(target=consumer, args=(q, results, left, consumers)) for _ in range(consumers)]
    producers = [multiprocessing.Process(target=producer, args=(q, batch, left)) for batch in batches]
    for process in workers + producers:
        process.start()
    if not any(batches):
        for _ in workers:
            q.put(None)
    found = [results.get() for batch in batches for _ in batch]
    for process in workers + producers:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
