"""An executor of eight (a hard-coded number) for all producers: the ninth begins when another has ended."""

# fails: producers_overlap = failed

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor, wait


# given: leave as it is
def make(name, i):
    """Make item number i of one producer: slow."""
    time.sleep(0.2)
    return f"{name}-{i}"


# given: leave as it is
def eat(item):
    """Eat one item: slow. Returns the item."""
    time.sleep(0.1)
    return item


def producer(q, name, n):
    for i in range(n):
        q.put(make(name, i))


def consumer(q):
    eaten = []
    for item in iter(q.get, None):
        eaten.append(eat(item))
    return eaten


def main(producers, n):
    with (
        multiprocessing.Manager() as manager,
        ProcessPoolExecutor(8) as makers,
        ProcessPoolExecutor(1) as eater,
    ):
        q = manager.Queue()
        eaten = eater.submit(consumer, q)
        wait([makers.submit(producer, q, name, n) for name in producers])
        q.put(None)
        return eaten.result()


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
