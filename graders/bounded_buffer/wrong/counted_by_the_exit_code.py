"""The sensor is a process and tells by its exit code, one byte, how many it has dropped."""

# fails: nothing_lost = failed

import multiprocessing
import queue
import sys
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
        logged.put(log(item))


def sensor(items, readings, patience):
    dropped = 0
    for item in items:
        try:
            readings.put(item, timeout=patience)
        except queue.Full:
            dropped += 1
    readings.put(None)
    sys.exit(dropped)


def main(items, maxsize, patience):
    readings = multiprocessing.Queue(maxsize)
    logged = multiprocessing.Queue()
    writer = multiprocessing.Process(target=logger, args=(readings, logged))
    reader = multiprocessing.Process(target=sensor, args=(items, readings, patience))
    writer.start()
    reader.start()
    result = []
    while writer.is_alive() or not logged.empty():
        try:
            result.append(logged.get(timeout=0.05))
        except queue.Empty:
            pass
    writer.join()
    reader.join()
    return result, reader.exitcode


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
