"""Each producer puts the signal right after its last item; with n = 0 there is none."""

# fails: nothing_to_do = deadlocked

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
        if i == n - 1:
            q.put(None)


def consumer(q, out, working):
    while working:
        item = q.get()
        if item is None:
            working -= 1
        else:
            out.put(eat(item))


def main(producers, n):
    q = multiprocessing.Queue()
    out = multiprocessing.Queue()
    eater = multiprocessing.Process(target=consumer, args=(q, out, len(producers)))
    makers = [multiprocessing.Process(target=producer, args=(q, name, n)) for name in producers]
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
