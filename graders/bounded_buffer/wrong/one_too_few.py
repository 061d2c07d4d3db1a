"""The reading that is being logged takes a place in the buffer."""

# fails: keeps_up = failed
# fails: drops_the_new_one = failed
# fails: bounded = failed

import multiprocessing
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(readings, free, logged):
    while True:
        item = readings.get()
        if item is None:
            break
        log(item)
        free.release()
        logged.put(item)


def main(items, maxsize, patience):
    readings = multiprocessing.Queue()
    free = multiprocessing.Semaphore(maxsize - 1)
    logged = multiprocessing.Queue()
    process = multiprocessing.Process(target=logger, args=(readings, free, logged))
    process.start()
    dropped = 0
    for item in items:
        if free.acquire(timeout=patience):
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
