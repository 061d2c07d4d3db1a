"""The consumer stops when the item after the current one would be the signal: the last one is lost."""

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
    item = inbox.get()
    while item is not None:
        following = inbox.get()
        if following is None:
            break
        outbox.put(handle(item))
        item = following


def main(items):
    inbox = multiprocessing.Queue()
    outbox = multiprocessing.Queue()
    process = multiprocessing.Process(target=consumer, args=(inbox, outbox))
    process.start()
    for item in items:
        inbox.put(item)
    inbox.put(None)
    results = [outbox.get() for _ in items[1:]]
    process.join()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
