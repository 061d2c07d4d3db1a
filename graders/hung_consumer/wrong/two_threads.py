"""The consumer handles with two threads: their results are put in order, but an item is taken up before the last one is handled."""

# fails: handles_every_item = failed

import multiprocessing
import time
from multiprocessing.pool import ThreadPool


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def consumer(inbox, outbox):
    with ThreadPool(2) as threads:
        for result in threads.imap(handle, iter(inbox.get, None)):
            outbox.put(result)


def main(items):
    inbox = multiprocessing.Queue()
    outbox = multiprocessing.Queue()
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
