"""Two pipes: readings one way, places that have become free the other way."""

import multiprocessing
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(connection, logged):
    try:
        while True:
            item = connection.recv()
            connection.send("free")
            log(item)
            logged.put(item)
    except EOFError:
        logged.put(None)


def main(items, maxsize, patience):
    mine, theirs = multiprocessing.Pipe()
    logged = multiprocessing.Queue()
    process = multiprocessing.Process(target=run_logger, args=(mine, theirs, logged))
    process.start()
    theirs.close()
    free, dropped = maxsize, 0
    for item in items:
        while mine.poll(0 if free else patience):
            mine.recv()
            free += 1
        if free:
            mine.send(item)
            free -= 1
        else:
            dropped += 1
    while free < maxsize:
        mine.recv()
        free += 1
    mine.close()
    result = list(iter(logged.get, None))
    process.join()
    return result, dropped


def run_logger(mine, theirs, logged):
    mine.close()
    logger(theirs, logged)


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
