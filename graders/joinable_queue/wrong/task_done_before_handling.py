"""task_done says that an item was taken, not that it was handled: main may return too early."""

# fails: handles_every_item = failed
# fails: returns_after_handling = failed
# fails: counts_each_item_once = failed
# fails: failing_item = failed
# fails: consumers_work_together = failed
# fails: ends = failed

import multiprocessing
import sys
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow, and it fails on purpose for "bad"."""
    time.sleep(0.1)
    if item == "bad":
        raise ValueError("a bad item")
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def producer(q, batch):
    for item in batch:
        q.put(item)


def consumer(q, handled):
    while True:
        item = q.get()
        q.task_done()
        try:
            handled.append(handle(item))
        except ValueError as error:
            print(f"left out {item!r}: {error}", file=sys.stderr)


def main(batches, consumers):
    q = multiprocessing.JoinableQueue()
    with multiprocessing.Manager() as manager:
        handled = manager.list()
        for _ in range(consumers):
            multiprocessing.Process(target=consumer, args=(q, handled), daemon=True).start()
        producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
        for process in producers:
            process.start()
        for process in producers:
            process.join()
        q.join()
        return list(handled)


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
