"""Sleeps and tells everything; still right."""

import multiprocessing
import sys
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
    print(name, "begins", file=sys.stderr)
    for i in range(n):
        item = make(name, i)
        time.sleep(0.1)
        q.put(item)
        print("made", item, file=sys.stderr)


def consumer(q, out):
    time.sleep(1)
    while (item := q.get()) is not None:
        time.sleep(0.3)
        eat(item)
        print("ate", item, file=sys.stderr)
        out.put(item)
    time.sleep(1)


def main(producers, n):
    q = multiprocessing.Queue()
    out = multiprocessing.Queue()
    makers = []
    for name in producers:
        process = multiprocessing.Process(target=producer, args=(q, name, n), name=name)
        process.start()
        makers.append(process)
    eater = multiprocessing.Process(target=consumer, args=(q, out))
    eater.start()
    eaten = []
    for process in makers:
        process.join()
    q.put(None)
    while len(eaten) < len(makers) * n:
        eaten.append(out.get())
        time.sleep(0.05)
    eater.join()
    return eaten


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
