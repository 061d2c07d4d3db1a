"""The sensor looks five times in its patience whether there is a place, and not once more at the end: one that has become
free since the last look is not seen.
"""

# fails: keeps_up = failed

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


LOOKS = 5


def room_in_time(readings, patience):
    for _ in range(LOOKS if patience else 1):
        if not readings.full():
            return True
        time.sleep(patience / LOOKS)
    return False


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
