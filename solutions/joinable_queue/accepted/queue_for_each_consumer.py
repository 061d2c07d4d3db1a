"""Each consumer has a JoinableQueue of its own; the items are dealt out in turn."""

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


def producer(queues, start, batch):
    for number, item in enumerate(batch, start):
        queues[number % len(queues)].put(item)


def consumer(q, handled):
    for item in iter(q.get, StopIteration):
        try:
            handled.append(handle(item))
        except ValueError:
            print("skipped", item, file=sys.stderr)
        q.task_done()


def main(batches, consumers):
    with multiprocessing.Manager() as manager:
        handled = manager.list()
        queues = [multiprocessing.JoinableQueue() for _ in range(consumers)]
        for q in queues:
            multiprocessing.Process(target=consumer, args=(q, handled), daemon=True).start()
        producers = [
            multiprocessing.Process(target=producer, args=(queues, number, batch))
            for number, batch in enumerate(batches)
        ]
        for process in producers:
            process.start()
        for process in producers:
            process.join()
        for q in queues:
            q.join()
        return handled[:]
