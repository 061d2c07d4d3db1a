"""A producer takes one of four places before it makes an item."""

# fails: producers_overlap = failed

import multiprocessing
import time


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


PLACES = 4


def producer(q, name, n, places):
    for i in range(n):
        places.acquire()  # first a place for it, then make it
        q.put(make(name, i))


def consumer(q, out, places):
    while True:
        item = q.get()
        if item is None:
            break
        places.release()
        out.put(eat(item))


def main(producers, n):
    q = multiprocessing.Queue()
    out = multiprocessing.Queue()
    places = multiprocessing.Semaphore(PLACES)
    makers = [multiprocessing.Process(target=producer, args=(q, name, n, places)) for name in producers]
    eater = multiprocessing.Process(target=consumer, args=(q, out, places))
    for process in [*makers, eater]:
        process.start()
    for process in makers:
        process.join()
    q.put(None)
    eaten = [out.get() for _ in range(len(producers) * n)]
    eater.join()
    return eaten


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
