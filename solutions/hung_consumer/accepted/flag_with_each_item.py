"""Each message says whether it is an item or the end, so any value may be an item."""

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


ITEM, END = "item", "end"


def consumer(inbox, outbox):
    while True:
        kind, value = inbox.get()
        if kind == END:
            outbox.put((END, None))
            return
        outbox.put((ITEM, handle(value)))


def main(items):
    inbox, outbox = multiprocessing.Queue(), multiprocessing.Queue()
    process = multiprocessing.Process(target=consumer, args=(inbox, outbox), name="the consumer")
    process.start()
    for value in items:
        inbox.put((ITEM, value))
    inbox.put((END, None))
    results = []
    kind, value = outbox.get()
    while kind != END:
        results.append(value)
        kind, value = outbox.get()
    process.join()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
