"""The consumers never wait for long, but they always look again."""

import multiprocessing
import queue
import sys
import time
import traceback


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
        try:
            item = q.get(timeout=0.2)
        except queue.Empty:
            continue
        try:
            handled.append(handle(item))
        except Exception:
            traceback.print_exc()
        finally:
            q.task_done()


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
