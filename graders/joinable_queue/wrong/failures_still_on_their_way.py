"""main prints the failures that are there after the join, not those that a thread has still to send."""

# fails: failing_item = failed

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


def consumer(q, handled, failures):
    while True:
        item = q.get()
        try:
            handled.append(handle(item))
        except ValueError as error:
            failures.put(f"{item!r} failed: {error}")
        finally:
            q.task_done()


def main(batches, consumers):
    with multiprocessing.Manager() as manager:
        q = multiprocessing.JoinableQueue()
        handled = manager.list()
        failures = multiprocessing.Queue()
        for _ in range(consumers):
            multiprocessing.Process(target=consumer, args=(q, handled, failures), daemon=True).start()
        producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
        for process in producers:
            process.start()
        for process in producers:
            process.join()
        q.join()
        while not failures.empty():
            print(failures.get(), file=sys.stderr)
        return list(handled)


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
