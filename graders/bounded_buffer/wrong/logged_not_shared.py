"""The logger appends to its own copy of a list."""

# fails: nothing_lost = failed
# fails: keeps_up = failed
# fails: slow_sensor = failed
# fails: drops_the_new_one = failed

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
        logged.append(item)


def main(items, maxsize, patience):
    readings = multiprocessing.Queue(maxsize)
    logged = []
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
    return logged, dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
