"""A buffer made by hand: a Condition and a Manager's list."""

import multiprocessing
import time


# given: leave as it is
def log(item):
    """Write one reading to the log: slow. Returns the reading."""
    time.sleep(0.1)
    return item


class Buffer:
    def __init__(self, manager, maxsize):
        self.changed = multiprocessing.Condition()
        self.waiting = manager.list()
        self.maxsize = maxsize

    def offer(self, item, patience):
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.waiting) < self.maxsize, patience):
                return False
            self.waiting.append(item)
            self.changed.notify_all()
            return True

    def take(self):
        with self.changed:
            self.changed.wait_for(lambda: len(self.waiting) > 0)
            item = self.waiting.pop(0)
            self.changed.notify_all()
            return item


def logger(buffer, logged):
    while (item := buffer.take()) is not None:
        logged.append(log(item))


def main(items, maxsize, patience):
    with multiprocessing.Manager() as manager:
        buffer = Buffer(manager, maxsize)
        logged = manager.list()
        process = multiprocessing.Process(target=logger, args=(buffer, logged))
        process.start()
        dropped = sum(not buffer.offer(item, patience) for item in items)
        buffer.offer(None, None)
        process.join()
        return list(logged), dropped


if __name__ == "__main__":
    result, count = main(list(range(1, 11)), 3, 0.05)
    print(f"logged {result}, dropped {count}")
