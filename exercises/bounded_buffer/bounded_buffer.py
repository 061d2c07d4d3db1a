"""A sensor reads faster than its logger can write, and the buffer between them is small.

When it is full, the program falls over. Make it wait for a moment, and then drop the new reading and count it."""

import multiprocessing
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(readings, logged):
    while True:
        item = readings.get(timeout=1)  # nothing for a second: that must be the end
        log(item)
        logged.put(item)


def main(items, maxsize, patience):
    readings = multiprocessing.Queue(maxsize)
    logged = multiprocessing.Queue()
    process = multiprocessing.Process(target=logger, args=(readings, logged))
    process.start()
    dropped = 0
    for item in items:
        readings.put_nowait(item)
    result = [logged.get() for _ in items]
    process.join()
    return result, dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
