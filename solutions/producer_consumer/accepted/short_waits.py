"""The consumer looks every half second whether it has eaten as many as were put."""

import multiprocessing
import queue
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


def producer(q, name, n, put):
    for i in range(n):
        item = make(name, i)
        with put.get_lock():
            put.value += 1
        q.put(item)


def consumer(q, out, put, finished):
    count = 0
    while not (finished.is_set() and count == put.value):
        try:
            item = q.get(timeout=0.5)
        except queue.Empty:
            continue
        out.put(eat(item))
        count += 1


def main(producers, n):
    q, out = multiprocessing.Queue(), multiprocessing.Queue()
    put, finished = multiprocessing.Value("i", 0), multiprocessing.Event()
    eater = multiprocessing.Process(target=consumer, args=(q, out, put, finished))
    eater.start()
    makers = [multiprocessing.Process(target=producer, args=(q, name, n, put)) for name in producers]
    for process in makers:
        process.start()
    for process in makers:
        process.join()
    finished.set()
    eaten = [out.get() for _ in range(put.value)]
    eater.join()
    return eaten


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
