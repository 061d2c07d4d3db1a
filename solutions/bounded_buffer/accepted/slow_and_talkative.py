"""Sleeps and tells everything on stderr; still right."""

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
    time.sleep(0.05)
    while True:
        item = readings.get()
        print("got", item, file=sys.stderr)
        if item is None:
            break
        time.sleep(0.3)
        log(item)
        logged.put(item)
    time.sleep(1)


def main(items, maxsize, patience):
    context = multiprocessing.get_context()
    readings = context.JoinableQueue(maxsize)
    logged = context.Queue()
    process = context.Process(target=logger, args=(readings, logged), name="the logger")
    process.start()
    dropped = 0
    for item in items:
        try:
            readings.put(item, timeout=patience)
        except queue.Full:
            print("dropped", item, file=sys.stderr)
            dropped += 1
    readings.put(None)
    result = [logged.get() for _ in range(len(items) - dropped)]
    time.sleep(0.2)
    process.join()
    return result, dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
