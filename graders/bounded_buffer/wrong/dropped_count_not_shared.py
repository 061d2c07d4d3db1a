"""The sensor process counts in its own copy of the variable."""

# fails: nothing_lost = failed
# fails: slow_sensor = failed

import multiprocessing
import queue
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


dropped = 0


def sensor(items, readings, patience):
    global dropped
    for item in items:
        try:
            readings.put(item, timeout=patience)
        except queue.Full:
            dropped += 1
    readings.put(None)


def logger(readings, logged):
    for item in iter(readings.get, None):
        log(item)
        logged.put(item)
    logged.put(None)


def main(items, maxsize, patience):
    readings = multiprocessing.Queue(maxsize)
    logged = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=sensor, args=(items, readings, patience)),
        multiprocessing.Process(target=logger, args=(readings, logged)),
    ]
    for process in processes:
        process.start()
    result = list(iter(logged.get, None))
    for process in processes:
        process.join()
    return result, dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
