"""The loop stops at the first item that counts as false."""

# fails: any_item = failed

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
    try:
        while item := reader.recv():
            got.append(unload(item))
    except EOFError:
        pass
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
        return results[0].recv()
    finally:
        process.join()


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
