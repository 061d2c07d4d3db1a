"""The logger empties the buffer into a list of its own first: far more than maxsize wait."""

# fails: bounded = failed

import multiprocessing
import queue
import threading
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def take_over(readings, waiting):
    for item in iter(readings.get, None):
        waiting.put(item)
    waiting.put(None)


def logger(readings, logged):
    waiting = queue.Queue()
    threading.Thread(target=take_over, args=(readings, waiting)).start()
    for item in iter(waiting.get, None):
        log(item)
        logged.put(item)


def main(items, maxsize, patience):
    readings = multiprocessing.Queue(maxsize)
    logged = multiprocessing.Queue()
    process = multiprocessing.Process(target=logger, args=(readings, logged))
    process.start()
    dropped = 0
    for item in items:
        try:
            readings.put(item, timeout=patience)
        except queue.Full:
            dropped += 1
    readings.put(None)
    result = [logged.get() for _ in range(len(items) - dropped)]
    process.join()
    return result, dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
