"""A producer's end signal is its name, and an item may be called like that."""

# fails: eats_everything = failed

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
    q.put(name)  # an item is name-i, so the bare name says that this one has finished


def consumer(q, out, names):
    at_work = set(names)
    while at_work:
        item = q.get()
        if item in at_work:
            at_work.remove(item)
        else:
            out.put(eat(item))
    out.put(None)


def main(producers, n):
    q = multiprocessing.Queue()
    out = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=producer, args=(q, name, n)) for name in producers]
    processes.append(multiprocessing.Process(target=consumer, args=(q, out, producers)))
    for process in processes:
        process.start()
    eaten = list(iter(out.get, None))
    for process in processes:
        process.join()
    return eaten


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
