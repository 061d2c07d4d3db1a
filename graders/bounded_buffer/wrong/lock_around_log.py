"""One lock around putting and around logging: the busy logger holds up the sensor."""

# fails: bounded = failed
# fails: sensing_goes_on = failed

import multiprocessing
import queue
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(readings, out, lock):
    logged = []
    for item in iter(readings.get, None):
        with lock:
            logged.append(log(item))
    out.put(logged)


def main(items, maxsize, patience):
    readings, out, lock = multiprocessing.Queue(maxsize), multiprocessing.Queue(), multiprocessing.Lock()
    process = multiprocessing.Process(target=logger, args=(readings, out, lock))
    process.start()
    dropped = 0
    for item in items:
        try:
            readings.put(item, timeout=patience)
        except queue.Full:
            with lock:
                dropped += 1
    readings.put(None)
    logged = out.get()
    process.join()
    return logged, dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
