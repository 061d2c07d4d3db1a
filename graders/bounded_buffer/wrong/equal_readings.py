"""What was dropped is taken out of the result by its value: equal readings are gone, too."""

# fails: nothing_lost = failed

import multiprocessing
import queue
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(readings):
    while True:
        item = readings.get()
        if item is None:
            break
        log(item)


def main(items, maxsize, patience):
    readings = multiprocessing.Queue(maxsize)
    process = multiprocessing.Process(target=logger, args=(readings,))
    process.start()
    dropped = []
    for item in items:
        try:
            readings.put(item, timeout=patience)
        except queue.Full:
            dropped.append(item)
    readings.put(None)
    process.join()
    # what was not dropped has been logged, in this order
    return [item for item in items if item not in dropped], len(dropped)


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
