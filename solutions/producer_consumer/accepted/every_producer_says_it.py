"""Each producer puts an end signal, and the consumer counts them."""

import multiprocessing
import time
from multiprocessing import Process, Queue, SimpleQueue


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
    q.put("done")


def consumer(q, out, working):
    while working:
        item = q.get()
        if item == "done":
            working -= 1
        else:
            out.put(eat(item))
    out.put(None)


def main(producers, n):
    q = Queue(3)
    out = SimpleQueue()
    processes = [Process(target=producer, args=(q, name, n)) for name in producers]
    processes.append(Process(target=consumer, args=(q, out, len(producers))))
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
