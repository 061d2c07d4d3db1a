"""A producer counts an item after its put, and a consumer leaves when the count is 0, though more may be put."""

# fails: handles_every_item = deadlocked
# fails: returns_after_handling = deadlocked
# fails: counts_each_item_once = deadlocked
# fails: uses_joinable_queue = deadlocked
# fails: ends = deadlocked

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


def producer(q, batch, left):
    for item in batch:
        q.put(item)
        with left.get_lock():
            left.value += 1


def consumer(q, handled, left):
    while True:
        item = q.get()
        try:
            handled.append(handle(item))
        except ValueError as error:
            print(f"left out {item!r}: {error}", file=sys.stderr)
        finally:
            q.task_done()
        with left.get_lock():
            left.value -= 1
            if left.value == 0:
                break


def main(batches, consumers):
    q = multiprocessing.JoinableQueue()
    left = multiprocessing.Value("i", 0)
    with multiprocessing.Manager() as manager:
        handled = manager.list()
        for _ in range(consumers):
            multiprocessing.Process(target=consumer, args=(q, handled, left), daemon=True).start()
        producers = [multiprocessing.Process(target=producer, args=(q, batch, left)) for batch in batches]
        for process in producers:
            process.start()
        for process in producers:
            process.join()
        q.join()
        return list(handled)


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
