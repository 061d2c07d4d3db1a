"""Three tries of patience each: waits three times too long."""

# fails: sensing_goes_on = failed

import multiprocessing
import queue
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(readings, out):
    out.put([log(item) for item in iter(readings.get, None)])


def main(items, maxsize, patience):
    readings, out = multiprocessing.Queue(maxsize), multiprocessing.Queue()
    process = multiprocessing.Process(target=logger, args=(readings, out))
    process.start()
    dropped = 0
    for item in items:
        for attempt in range(3):
            try:
                readings.put(item, timeout=patience)
                break
            except queue.Full:
                continue
        else:
            dropped += 1
    readings.put(None)
    logged = out.get()
    process.join()
    return logged, dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
