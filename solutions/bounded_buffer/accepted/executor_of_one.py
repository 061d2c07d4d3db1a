"""The logger is a task in an executor with one worker."""

import multiprocessing
import queue
import time
from concurrent.futures import ProcessPoolExecutor


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(readings):
    return [log(item) for item in iter(readings.get, None)]


def main(items, maxsize, patience):
    with multiprocessing.Manager() as manager, ProcessPoolExecutor(1) as executor:
        readings = manager.Queue(maxsize=maxsize)
        future = executor.submit(logger, readings)
        dropped = 0
        for item in items:
            try:
                readings.put(item, timeout=patience)
            except queue.Full:
                dropped += 1
        readings.put(None)
        return future.result(), dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
