"""The logger looks every half second whether it has logged as many as the sensor says."""

import multiprocessing
import queue
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(readings, logged, total):
    count = 0
    while total.value != count:
        try:
            item = readings.get(timeout=0.5)
        except queue.Empty:
            continue
        log(item)
        logged.put(item)
        count += 1


def main(items, maxsize, patience):
    readings, logged = multiprocessing.Queue(maxsize), multiprocessing.Queue()
    total = multiprocessing.Value("i", -1)
    process = multiprocessing.Process(target=logger, args=(readings, logged, total))
    process.start()
    taken = 0
    for item in items:
        try:
            readings.put(item, timeout=patience)
        except queue.Full:
            continue
        taken += 1
    total.value = taken
    result = [logged.get() for _ in range(taken)]
    process.join()
    return result, len(items) - taken


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
