"""An empty batch gets no producer."""

# fails: uses_joinable_queue = failed

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
        try:
            handled.put(handle(item))
        except Exception as error:
            print(f"failed: {item!r}: {error}", file=sys.stderr, flush=True)
        finally:
            q.task_done()


def main(batches, consumers):
    q = multiprocessing.JoinableQueue()
    handled = multiprocessing.SimpleQueue()
    for _ in range(consumers):
        multiprocessing.Process(target=consumer, args=(q, handled), daemon=True).start()
    producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches if batch]
    for process in producers:
        process.start()
    for process in producers:
        process.join()
    q.join()
    results = []
    while not handled.empty():
        results.append(handled.get())
    return results


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
