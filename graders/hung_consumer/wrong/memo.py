"""Equal items are handled once only (and True is taken for 1)."""

# fails: odd_items = failed

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
    known = {}
    while (item := inbox.get()) is not None:
        key = repr(item)
        if key not in known:
            known[key] = handle(item)
        outbox.put(known[key])


def main(items):
    inbox, outbox = multiprocessing.Queue(), multiprocessing.Queue()
    process = multiprocessing.Process(target=consumer, args=(inbox, outbox))
    process.start()
    for item in items:
        inbox.put(item)
    inbox.put(None)
    results = [outbox.get() for _ in items]
    process.join()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
