import multiprocessing
import sys
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
        time.sleep(0.7)
        item = inbox.get()
        print("consumer got", repr(item)[:40], file=sys.stderr)
        if item is None:
            break
        outbox.put(handle(item))


def main(items):
    inbox = multiprocessing.Queue()
    outbox = multiprocessing.Queue()
    process = multiprocessing.Process(target=consumer, args=(inbox, outbox))
    process.start()
    for item in items:
        time.sleep(1.5)
        inbox.put(item)
    inbox.put(None)
    results = [outbox.get() for _ in items]
    time.sleep(0.3)
    process.join()
    print("consumer ended with", process.exitcode, file=sys.stderr)
    return results
