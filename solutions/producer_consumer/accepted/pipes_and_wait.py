"""A pipe from each producer; the consumer waits for all of them, and an end of file is the end."""

import multiprocessing
import time
from multiprocessing.connection import wait


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


def producer(writer, name, n):
    for i in range(n):
        writer.send(make(name, i))
    writer.close()


def consumer(readers, out):
    eaten = []
    while readers:
        for reader in wait(readers):
            try:
                item = reader.recv()
            except EOFError:
                readers.remove(reader)
                continue
            eat(item)
            eaten.append(item)
    out.send(eaten)


def main(producers, n):
    makers, readers = [], []
    for name in producers:
        reader, writer = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=producer, args=(writer, name, n))
        process.start()
        writer.close()
        makers.append(process)
        readers.append(reader)
    mine, theirs = multiprocessing.Pipe(duplex=False)
    eater = multiprocessing.Process(target=consumer, args=(readers, theirs))
    eater.start()
    eaten = mine.recv()
    for process in [*makers, eater]:
        process.join()
    return eaten


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
