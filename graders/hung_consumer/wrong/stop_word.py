"""The end signal is "STOP", which is an item, too."""

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
    for item in iter(inbox.get, "STOP"):
        outbox.put(handle(item))
    outbox.put(None)


def main(items):
    inbox, outbox = multiprocessing.Queue(), multiprocessing.Queue()
    process = multiprocessing.Process(target=consumer, args=(inbox, outbox))
    process.start()
    for item in items:
        inbox.put(item)
    inbox.put("STOP")
    results = list(iter(outbox.get, None))
    process.join()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
