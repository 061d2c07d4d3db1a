"""One sensor alone may look whether the buffer is full, and sleep for a little while it is."""

import multiprocessing
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


def room_in_time(readings, patience):
    until = time.monotonic() + patience
    while readings.full():
        if time.monotonic() >= until:
            return False
        time.sleep(0.01)
    return True


def main(items, maxsize, patience):
    readings = multiprocessing.Queue(maxsize)
    logged = multiprocessing.Queue()
    process = multiprocessing.Process(target=logger, args=(readings, logged))
    process.start()
    dropped = 0
    for item in items:
        if room_in_time(readings, patience):
            readings.put(item)
        else:
            dropped += 1
    readings.put(None)
    result = [logged.get() for _ in range(len(items) - dropped)]
    process.join()
    return result, dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
