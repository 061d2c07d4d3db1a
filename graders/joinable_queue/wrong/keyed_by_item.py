"""Results are kept by item: equal items overwrite each other's (1, True and 1.0 are equal, too)."""

# fails: handles_every_item = failed

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
            handled[repr(item)] = handle(item)
        except ValueError as error:
            print(error, file=sys.stderr)
        finally:
            q.task_done()


def main(batches, consumers):
    with multiprocessing.Manager() as manager:
        q, handled = multiprocessing.JoinableQueue(), manager.dict()
        for _ in range(consumers):
            multiprocessing.Process(target=consumer, args=(q, handled), daemon=True).start()
        producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
        for process in producers:
            process.start()
        for process in producers:
            process.join()
        q.join()
        return handled.values()


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
