"""Handles from the last to the first, and turns the results round."""

# fails: handles_every_item = failed

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
    todo = list(iter(inbox.get, None))
    results = []
    while todo:
        results.append(handle(todo.pop()))
    outbox.put(results[::-1])


def main(items):
    inbox = multiprocessing.Queue()
    outbox = multiprocessing.Queue()
    process = multiprocessing.Process(target=consumer, args=(inbox, outbox))
    process.start()
    for item in items:
        inbox.put(item)
    inbox.put(None)
    results = outbox.get()
    process.join()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
