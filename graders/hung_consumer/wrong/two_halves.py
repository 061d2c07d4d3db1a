"""A second consumer takes over after ten items (hard-coded size of a batch)."""

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


def consumer(items, outbox):
    outbox.put([handle(item) for item in items])


def main(items):
    results = []
    for i in range(0, len(items), 10):
        outbox = multiprocessing.Queue()
        process = multiprocessing.Process(target=consumer, args=(items[i : i + 10], outbox))
        process.start()
        results += outbox.get()
        process.join()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
