"""Queues of a Manager; join first is right with them."""

import multiprocessing
import queue
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


def logger(readings, logged):
    while (message := readings.get()) != "the end":
        logged.put(log(message[0]))


def main(items, maxsize, patience):
    with multiprocessing.Manager() as manager:
        readings, logged = manager.Queue(maxsize), manager.Queue()
        process = multiprocessing.Process(target=logger, args=(readings, logged))
        process.start()
        refused = []
        for item in items:
            try:
                readings.put([item], timeout=patience)
            except queue.Full:
                refused.append(item)
        readings.put("the end")
        process.join()
        return [logged.get() for _ in range(logged.qsize())], len(refused)


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
