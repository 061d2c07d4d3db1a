"""main joins the producers, then the queue, then sends the consumer home."""

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
            q.task_done()
            return
        eat(item)
        out.append(item)
        q.task_done()


def main(producers, n):
    q = multiprocessing.JoinableQueue()
    with multiprocessing.Manager() as manager:
        out = manager.list()
        eater = multiprocessing.Process(target=consumer, args=(q, out), daemon=True)
        eater.start()
        makers = [multiprocessing.Process(target=producer, args=(q, name, n)) for name in producers]
        for process in makers:
            process.start()
        for process in makers:
            process.join()
        q.join()
        q.put(None)
        eater.join()
        return list(out)


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
