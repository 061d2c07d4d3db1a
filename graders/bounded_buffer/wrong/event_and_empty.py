"""When the sensor has ended and the buffer looks empty the logger ends; but the last reading may still be on its way."""

# fails: slow_sensor = failed

import multiprocessing
import time
from queue import Full


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(buffer, done, stop):
    written = []
    while not (stop.is_set() and buffer.empty()):
        try:
            item = buffer.get(timeout=0.05)
        except Exception:
            continue
        written.append(log(item))
    done.put(written)


def main(items, maxsize, patience):
    buffer, done, stop = multiprocessing.Queue(maxsize), multiprocessing.SimpleQueue(), multiprocessing.Event()
    process = multiprocessing.Process(target=logger, args=(buffer, done, stop))
    process.start()
    dropped = 0
    for item in items:
        try:
            buffer.put(item, patience > 0, patience)
        except Full:
            dropped += 1
    stop.set()
    written = done.get()
    process.join()
    return written, dropped


if __name__ == "__main__":
    print(main([1, 2, 3], 1, 0))
