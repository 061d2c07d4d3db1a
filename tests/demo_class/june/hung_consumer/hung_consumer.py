import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def consumer(item, outbox):
    outbox.put(handle(item))


def main(items):
    results = []
    for item in items:
        outbox = multiprocessing.SimpleQueue()
        process = multiprocessing.Process(target=consumer, args=(item, outbox))
        process.start()
        results.append(outbox.get())
        process.join()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
