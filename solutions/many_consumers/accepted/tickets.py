"""Each consumer takes a ticket for an item that will come; no tickets, no more items."""

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


def consumer(q, results, tickets):
    while tickets.acquire(block=False):
        results.put(handle(q.get()))


def main(batches, consumers):
    context = multiprocessing.get_context()
    q, results = context.Queue(), context.Queue()
    tickets = context.Semaphore(sum(map(len, batches)))
    producers = [context.Process(target=producer, args=(q, batch)) for batch in batches]
    workers = [context.Process(target=consumer, args=(q, results, tickets)) for _ in range(consumers)]
    for process in producers + workers:
        process.start()
    found = [results.get() for batch in batches for _ in batch]
    for process in producers + workers:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
