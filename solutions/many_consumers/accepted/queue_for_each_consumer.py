"""Each consumer has a queue of its own, and the items are dealt out in turn."""

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def producer(queues, start, batch):
    for number, item in enumerate(batch, start):
        queues[number % len(queues)].put(item)


def consumer(q, results):
    while True:
        item = q.get()
        if item is None:
            break
        results.put(handle(item))


def main(batches, consumers):
    queues = [multiprocessing.Queue() for _ in range(consumers)]
    results = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=consumer, args=(q, results)) for q in queues]
    producers, start = [], 0
    for batch in batches:
        producers.append(multiprocessing.Process(target=producer, args=(queues, start, batch)))
        start += len(batch)
    for process in workers + producers:
        process.start()
    for process in producers:
        process.join()
    for q in queues:
        q.put(None)
    found = [results.get() for batch in batches for _ in batch]
    for process in workers:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
