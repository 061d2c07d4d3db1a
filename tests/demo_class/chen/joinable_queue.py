import multiprocessing
import sys
import time
from functools import partial


# given: leave as it is
def handle(item):
    """Handle one item: slow, and it fails on purpose for "bad"."""
    time.sleep(0.1)
    if item == "bad":
        raise ValueError("a bad item")
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


class Shop:
    def __init__(self, consumers: int) -> None:
        self.q = multiprocessing.JoinableQueue()
        self.manager = multiprocessing.Manager()
        self.handled = self.manager.list()
        self.consumers = [
            multiprocessing.Process(target=partial(consumer, self.q), args=(self.handled,), name=f"clerk-{n}")
            for n in range(consumers)
        ]
        for process in self.consumers:
            process.daemon = True
            process.start()

    def deliver(self, batches: list) -> None:
        trucks = [multiprocessing.Process(target=producer, args=(self.q, batch)) for batch in batches]
        for truck in trucks:
            truck.start()
        for truck in trucks:
            truck.join()

    def close(self) -> list:
        self.q.join()
        result = list(self.handled)
        self.manager.shutdown()
        return result


def producer(q, batch):
    for item in batch:
        q.put(item)


def try_to_handle(item) -> list:
    try:
        return [handle(item)]
    except ValueError as error:
        print("no luck with", repr(item), error, file=sys.stderr)
        return []


def consumer(q, handled) -> None:
    while True:
        handled.extend(try_to_handle(q.get()))
        q.task_done()


def main(batches: list, consumers: int) -> list:
    shop = Shop(consumers)
    shop.deliver(batches)
    return shop.close()
