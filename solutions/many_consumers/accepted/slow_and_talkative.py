"""Sleeps and tells everything; still right."""

import multiprocessing
import sys
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
        time.sleep(0.3)
        print("put", item, file=sys.stderr)
        q.put(item)


def consumer(q, results):
    name = multiprocessing.current_process().name
    while True:
        item = q.get()
        print(name, "got", item, file=sys.stderr)
        if item is None:
            break
        time.sleep(0.2)
        results.put(handle(item))
    time.sleep(0.5)
    print(name, "goes home", file=sys.stderr)


def main(batches, consumers):
    q = multiprocessing.Queue(maxsize=2)
    results = multiprocessing.Queue()
    workers = []
    for number in range(consumers):
        process = multiprocessing.Process(target=consumer, args=(q, results), name=f"worker {number}")
        process.start()
        workers.append(process)
    producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
    for process in producers:
        process.start()
    for process in producers:
        process.join()
    time.sleep(1)
    for _ in workers:
        q.put(None)
    found = [results.get() for batch in batches for _ in batch]
    for process in workers:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
