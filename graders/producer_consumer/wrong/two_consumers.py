"""A second consumer helps: two eat, and the order is lost."""

# fails: order_of_eating = failed
# fails: order_of_each_producer = failed

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


def consumer(q, out):
    while True:
        item = q.get()
        if item is None:
            break
        eat(item)
        out.put(item)


def main(producers, n):
    q = multiprocessing.Queue()
    out = multiprocessing.Queue()
    eater = multiprocessing.Process(target=consumer, args=(q, out))
    helper = multiprocessing.Process(target=consumer, args=(q, out))
    makers = [multiprocessing.Process(target=producer, args=(q, name, n)) for name in producers]
    for process in [eater, helper, *makers]:
        process.start()
    for process in makers:
        process.join()
    q.put(None)
    q.put(None)
    eaten = [out.get() for _ in range(len(producers) * n)]
    eater.join()
    helper.join()
    return eaten


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
