"""The logger is joined before its results are taken: big ones do not fit into the pipe, so it never ends."""

# fails: keeps_up = deadlocked
# fails: ends = deadlocked

import multiprocessing
import queue
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(readings, logged):
    while True:
        item = readings.get()
        if item is None:
            break
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
    process.join()
    result = [logged.get() for _ in range(len(items) - dropped)]
    return result, dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
