"""A semaphore counts the free places; the queue itself has no limit."""

import multiprocessing
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(readings, free, logged):
    while True:
        message = readings.get()
        if message is None:
            return
        free.release()
        (item,) = message
        log(item)
        logged.append(item)


def main(items, maxsize, patience):
    free = multiprocessing.BoundedSemaphore(maxsize)
    readings = multiprocessing.SimpleQueue()
    dropped = 0
    with multiprocessing.Manager() as manager:
        logged = manager.list()
        process = multiprocessing.Process(target=logger, args=(readings, free, logged))
        process.start()
        for item in items:
            if free.acquire(timeout=patience):
                readings.put((item,))
            else:
                dropped += 1
        readings.put(None)
        process.join()
        return list(logged), dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
