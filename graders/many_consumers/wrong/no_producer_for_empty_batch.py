"""An empty batch has no producer."""

# fails: consumers_work_together = failed

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
    for item in iter(q.get, None):
        results.put(handle(item))


def main(batches, consumers):
    q, results = multiprocessing.Queue(), multiprocessing.Queue()
    crew = [multiprocessing.Process(target=consumer, args=(q, results)) for _ in range(consumers)]
    makers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches if batch]
    for process in crew + makers:
        process.start()
    for process in makers:
        process.join()
    for _ in crew:
        q.put(None)
    found = [results.get() for batch in batches for _ in batch]
    for process in crew:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
