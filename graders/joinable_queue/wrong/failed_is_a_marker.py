"""An item that fails brings the text 'failed', and such an item is left out, too."""

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
            result = handle(item)
        except ValueError as error:
            print(f"{item!r}: {error}", file=sys.stderr, flush=True)
            result = "failed"
        handled.append(result)
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
        return [result for result in handled if result != "failed"]


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
