"""A Manager's list brings the items back. The manager starts before there is a pipe, so it can't inherit one."""

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
        try:
            got.append(unload(reader.recv()))
        except EOFError:
            return


def main(items):
    with multiprocessing.Manager() as manager:
        got = manager.list()
        reader, writer = multiprocessing.Pipe(False)
        process = multiprocessing.Process(target=consumer, args=(reader, writer, got))
        process.start()
        reader.close()
        for item in items:
            try:
                writer.send(load(item))
            except OSError:
                break
        writer.close()
        process.join()
        return list(got)


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
