"""Every producer puts a signal for each consumer after its own batch."""

# fails: handles_every_item = failed
# fails: any_numbers = failed
# fails: slow_producer = failed
# fails: nobody_stops_early = failed
# fails: consumers_work_together = failed
# fails: odd_items = failed

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def producer(q, batch, consumers):
    for item in batch:
        q.put(item)
    for _ in range(consumers):
        q.put(None)


def consumer(q, results):
    mine = []
    while True:
        item = q.get()
        if item is None:
            break
        mine.append(handle(item))
    results.put(mine)


def main(batches, consumers):
    q = multiprocessing.Queue()
    results = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=consumer, args=(q, results)) for _ in range(consumers)]
    producers = [multiprocessing.Process(target=producer, args=(q, batch, consumers)) for batch in batches]
    for process in workers + producers:
        process.start()
    found = []
    for _ in workers:
        found += results.get()
    for process in workers + producers:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
