"""A pool of consumers and a task for each of them."""

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


def consume(q):
    return [handle(item) for item in iter(q.get, None)]


def main(batches, consumers):
    with multiprocessing.Manager() as manager:
        q = manager.Queue()
        pool = multiprocessing.Pool(consumers)
        answers = [pool.apply_async(consume, (q,)) for _ in range(consumers)]
        producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
        for process in producers:
            process.start()
        for process in producers:
            process.join()
        for _ in range(consumers):
            q.put(None)
        found = sum((answer.get() for answer in answers), [])
        pool.close()
        pool.join()
        return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
