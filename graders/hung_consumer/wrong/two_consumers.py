"""A second consumer makes it faster, and the order is lost."""

# fails: handles_every_item = failed
# fails: odd_items = failed
# fails: big_items = failed

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def consumer(inbox, outbox):
    while True:
        item = inbox.get()
        if item is None:
            break
        outbox.put(handle(item))


def main(items):
    inbox = multiprocessing.Queue()
    outbox = multiprocessing.Queue()
    process = multiprocessing.Process(target=consumer, args=(inbox, outbox))
    process.start()
    second = multiprocessing.Process(target=consumer, args=(inbox, outbox))
    second.start()
    for item in items:
        inbox.put(item)
    inbox.put(None)
    inbox.put(None)
    results = [outbox.get() for _ in items]
    process.join()
    second.join()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
