"""The results travel through a second JoinableQueue, to a thread of main's."""

import multiprocessing
import sys
import threading
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
        except ValueError as e:
            print("failed:", item, e, file=sys.stderr)
        q.task_done()


def collect(handled, out):
    while True:
        out.append(handled.get())
        handled.task_done()


def main(batches, consumers):
    q = multiprocessing.JoinableQueue()
    handled = multiprocessing.JoinableQueue()
    out = []
    threading.Thread(target=collect, args=(handled, out), daemon=True).start()
    for _ in range(consumers):
        multiprocessing.Process(target=consumer, args=(q, handled), daemon=True).start()
    ps = [multiprocessing.Process(target=producer, args=(q, b)) for b in batches]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    q.join()
    handled.join()
    return out


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
