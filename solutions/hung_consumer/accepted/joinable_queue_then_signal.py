"""A JoinableQueue says when all is handled; the end signal comes after that."""

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def consumer(inbox, results):
    while True:
        item = inbox.get()
        try:
            if item is None:
                return
            results.append(handle(item))
        finally:
            inbox.task_done()


def main(items):
    with multiprocessing.Manager() as manager:
        results = manager.list()
        inbox = multiprocessing.JoinableQueue()
        process = multiprocessing.Process(target=consumer, args=(inbox, results))
        process.start()
        for item in items:
            inbox.put(item)
        inbox.join()
        inbox.put(None)
        process.join()
        return list(results)


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
