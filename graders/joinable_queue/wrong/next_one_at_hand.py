"""A consumer takes the next item in advance."""

# fails: consumers_work_together = failed

import multiprocessing
import queue
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
        items = [q.get()]
        try:
            items.append(q.get_nowait())  # have the next one at hand
        except queue.Empty:
            pass
        for item in items:
            try:
                handled.append(handle(item))
            except ValueError as error:
                print(f"{item!r} failed: {error}", file=sys.stderr, flush=True)
            finally:
                q.task_done()


def main(batches, consumers):
    with multiprocessing.Manager() as manager:
        q = multiprocessing.JoinableQueue()
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
