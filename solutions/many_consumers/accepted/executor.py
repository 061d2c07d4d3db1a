"""The consumers are the workers of an executor; main hands on what the producers put."""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor


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


def main(batches, consumers):
    q = multiprocessing.Queue()
    producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
    for process in producers:
        process.start()
    with ProcessPoolExecutor(consumers) as executor:
        futures = [executor.submit(handle, q.get()) for batch in batches for _ in batch]
        found = [future.result() for future in futures]
    for process in producers:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
