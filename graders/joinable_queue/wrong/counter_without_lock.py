"""The place of each result comes from a counter that two consumers may read at the same time."""

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


def consumer(q, handled):
    store, n = handled
    while True:
        item = q.get()
        try:
            value = handle(item)
            k = n.value
            n.value = k + 1
            store[k] = value
        except ValueError as error:
            print(error, file=sys.stderr)
        finally:
            q.task_done()


def main(batches, consumers):
    q = multiprocessing.JoinableQueue()
    with multiprocessing.Manager() as manager:
        handled = (manager.dict(), multiprocessing.Value("i", 0))
        for _ in range(consumers):
            multiprocessing.Process(target=consumer, args=(q, handled), daemon=True).start()
        producers = [multiprocessing.Process(target=producer, args=(q, batch)) for batch in batches]
        for process in producers:
            process.start()
        for process in producers:
            process.join()
        q.join()
        return handled[0].values()


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
