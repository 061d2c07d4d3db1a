"""An ellipsis is taken for the end, since nobody sends one; but it can be pickled, so that it may be an item."""

# fails: any_item = crashed

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


def consumer(pipe, results):
    reader, writer = pipe
    writer.close()
    results[0].close()
    got = []
    while True:
        item = reader.recv()
        if item is ...:
            break
        got.append(unload(item))
    reader.close()
    results[1].send(got)


def main(items):
    reader, writer = pipe = multiprocessing.Pipe(duplex=False)
    results = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=consumer, args=(pipe, results))
    process.start()
    reader.close()
    results[1].close()
    try:
        with writer:
            for item in items:
                writer.send(load(item))
            writer.send(...)
        return results[0].recv()
    finally:
        process.join()


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
