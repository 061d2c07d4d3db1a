"""Consumers leave when all producers have said that they are through and the queue looks empty: what is put may still be with a thread."""

# fails: slow_producer = failed
# fails: nobody_stops_early = failed

import multiprocessing
import queue
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def producer(q, batch, at_work):
    for item in batch:
        q.put(item)
    with at_work.get_lock():
        at_work.value -= 1


def consumer(q, results, at_work):
    while at_work.value > 0 or not q.empty():
        try:
            item = q.get(timeout=0.1)
        except queue.Empty:
            continue
        results.put(handle(item))
    results.put(None)


def main(batches, consumers):
    q = multiprocessing.Queue()
    results = multiprocessing.Queue()
    at_work = multiprocessing.Value("i", len(batches))
    workers = [multiprocessing.Process(target=consumer, args=(q, results, at_work)) for _ in range(consumers)]
    producers = [multiprocessing.Process(target=producer, args=(q, batch, at_work)) for batch in batches]
    for process in workers + producers:
        process.start()
    found = []
    for _ in workers:
        found += iter(results.get, None)
    for process in producers + workers:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
