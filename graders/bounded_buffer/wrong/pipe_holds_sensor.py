"""A pipe and a semaphore: a big reading that does not fit into the pipe holds the sensor up until the logger
reads.
"""

# fails: sensing_goes_on = failed

import multiprocessing
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(conn, places, out):
    logged = []
    while (box := conn.recv()) is not None:
        places.release()
        logged.append(log(box[0]))
    out.put(logged)


def main(items, maxsize, patience):
    reader, writer = multiprocessing.Pipe(False)
    places, out = multiprocessing.Semaphore(maxsize), multiprocessing.Queue()
    process = multiprocessing.Process(target=logger, args=(reader, places, out))
    process.start()
    dropped = 0
    for item in items:
        if places.acquire(timeout=patience):
            writer.send((item,))
        else:
            dropped += 1
    writer.send(None)
    logged = out.get()
    process.join()
    return logged, dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
