"""An Event says that all has been put; until then an empty queue means nothing."""

import multiprocessing
import queue
import sys
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def consumer(inbox, outbox, all_put, count):
    handled = 0
    while not (all_put.is_set() and handled == count.value):
        try:
            item = inbox.get(timeout=0.5)
        except queue.Empty:
            print("still waiting", file=sys.stderr)
            continue
        outbox.put(handle(item))
        handled += 1


def main(items):
    inbox = multiprocessing.Queue()
    outbox = multiprocessing.Queue()
    all_put = multiprocessing.Event()
    count = multiprocessing.Value("i", 0)
    process = multiprocessing.Process(target=consumer, args=(inbox, outbox, all_put, count))
    process.start()
    for item in items:
        inbox.put(item)
        count.value += 1
    all_put.set()
    results = [outbox.get() for _ in items]
    process.join()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
