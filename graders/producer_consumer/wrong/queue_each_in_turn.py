"""Each producer has a queue of its own, and the consumer takes from one after the other, in turn."""

# fails: making_overlaps_eating = failed

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


def producer(q, name, n):
    for i in range(n):
        q.put(make(name, i))


def consumer(queues, n, out):
    for _ in range(n):
        for q in queues:
            item = q.get()
            eat(item)
            out.put(item)


def main(producers, n):
    queues = [multiprocessing.Queue() for _ in producers]
    out = multiprocessing.Queue()
    eater = multiprocessing.Process(target=consumer, args=(queues, n, out))
    makers = [
        multiprocessing.Process(target=producer, args=(q, name, n)) for q, name in zip(queues, producers, strict=True)
    ]
    for process in [eater, *makers]:
        process.start()
    eaten = [out.get() for _ in range(len(producers) * n)]
    for process in [eater, *makers]:
        process.join()
    return eaten


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
