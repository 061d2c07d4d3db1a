"""What was refused is kept in a list without limit and put later."""

# fails: bounded = failed
# fails: sensing_goes_on = failed

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
    later = []
    for item in items:
        try:
            readings.put(item, timeout=patience)
        except queue.Full:
            later.append(item)
    for item in later:
        readings.put(item)
    readings.put(None)
    result = [logged.get() for _ in items]
    process.join()
    return result, 0


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
