"""Readings are kept in a dict by their text: equal readings (1 and "1") are counted once."""

# fails: nothing_lost = failed

import multiprocessing
import queue
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(readings, out):
    logged = {}
    for item in iter(readings.get, None):
        logged[repr(item)] = log(item)
    out.put(list(logged.values()))


def main(items, maxsize, patience):
    readings, out = multiprocessing.Queue(maxsize), multiprocessing.Queue()
    process = multiprocessing.Process(target=logger, args=(readings, out))
    process.start()
    accepted = 0
    for item in items:
        try:
            readings.put(item, timeout=patience)
            accepted += 1
        except queue.Full:
            pass
    readings.put(None)
    logged = out.get()
    process.join()
    return logged, len(items) - accepted


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
