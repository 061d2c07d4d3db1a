"""EOFError is not caught: the consumer ends by an exception."""

# fails: ends = failed
# fails: empty_input = failed

import multiprocessing
import os
import time


# given: leave as it is
def load(item):
    """What main does with an item before it sends it: slow, and "crash" ends its process on the spot."""
    time.sleep(0.1)
    if item == "crash":
        os._exit(1)
    return item


# given: leave as it is
def unload(item):
    """What the consumer does with an item that has arrived: slow, and "bomb" ends its process on the spot."""
    time.sleep(0.1)
    if item == "bomb":
        os._exit(1)
    return item


def consumer(reader, writer, got):
    writer.close()
    while True:
        got.append(unload(reader.recv()))


def main(items):
    with multiprocessing.Manager() as manager:
        got = manager.list()
        reader, writer = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=consumer, args=(reader, writer, got))
        process.start()
        reader.close()
        with writer:
            for item in items:
                writer.send(load(item))
        process.join()
        return list(got)


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
