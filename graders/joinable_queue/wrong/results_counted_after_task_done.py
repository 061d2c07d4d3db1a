"""A result is counted after task_done: main may look at the count before, and takes too few."""

# fails: handles_every_item = failed
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


def consumer(q, handled, good):
    while True:
        item = q.get()
        try:
            handled.put(handle(item))
        except ValueError as error:
            print(f"left out {item!r}: {error}", file=sys.stderr)
            q.task_done()
        else:
            q.task_done()
            with good.get_lock():
                good.value += 1


def main(batches, consumers):
    q = multiprocessing.JoinableQueue()
    handled = multiprocessing.Queue()
    good = multiprocessing.Value("i", 0)
    for _ in range(consumers):
        multiprocessing.Process(target=consumer, args=(q, handled, good), daemon=True).start()
    producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
    for process in producers:
        process.start()
    for process in producers:
        process.join()
    q.join()
    return [handled.get() for _ in range(good.value)]


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
