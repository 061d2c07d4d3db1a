"""Patience begins anew only when a reading has found a place: after one that is dropped, others go at once."""

# fails: keeps_up = failed

import multiprocessing
import time
from queue import Full


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(buffer, done):
    written = []
    for item in iter(buffer.get, None):
        written.append(log(item))
    done.put(written)


def main(items, maxsize, patience):
    buffer, done = multiprocessing.Queue(maxsize), multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=logger, args=(buffer, done))
    process.start()
    dropped, start = 0, time.monotonic()
    for item in items:
        left = start + patience - time.monotonic()
        try:
            buffer.put(item, timeout=max(0, left))
        except Full:
            dropped += 1
        else:
            start = time.monotonic()
    buffer.put(None)
    written = done.get()
    process.join()
    return written, dropped


if __name__ == "__main__":
    print(main([1, 2, 3], 1, 0))
