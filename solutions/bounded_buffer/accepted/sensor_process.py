"""The sensor is a process too; it counts in a Value."""

import multiprocessing
import time
from queue import Full


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def sensor(items, readings, patience, dropped):
    for item in items:
        try:
            if patience:
                readings.put(item, True, patience)
            else:
                readings.put_nowait(item)
        except Full:
            dropped.value += 1
    readings.put(None)


def logger(readings, logged):
    for item in iter(readings.get, None):
        logged.put(log(item))
    logged.put(None)


def main(items, maxsize, patience):
    readings = multiprocessing.Queue(maxsize)
    logged = multiprocessing.SimpleQueue()
    dropped = multiprocessing.Value("i", 0)
    processes = [
        multiprocessing.Process(target=sensor, args=(items, readings, patience, dropped)),
        multiprocessing.Process(target=logger, args=(readings, logged)),
    ]
    for process in processes:
        process.start()
    result = list(iter(logged.get, None))
    for process in processes:
        process.join()
    return result, dropped.value


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
