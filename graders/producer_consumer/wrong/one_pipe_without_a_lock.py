"""All producers send into one pipe, without a lock: long items get mixed up."""

# fails: eats_everything = deadlocked

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


def producer(table, name, n):
    for i in range(n):
        table.send(make(name, i))


def consumer(table, out, count):
    for _ in range(count):
        out.put(eat(table.recv()))


def main(producers, n):
    taking, putting = multiprocessing.Pipe(duplex=False)
    out = multiprocessing.Queue()
    count = len(producers) * n
    processes = [multiprocessing.Process(target=producer, args=(putting, name, n)) for name in producers]
    processes.append(multiprocessing.Process(target=consumer, args=(taking, out, count)))
    for process in processes:
        process.start()
    eaten = [out.get() for _ in range(count)]
    for process in processes:
        process.join()
    return eaten


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
