"""The consumer is a function inside main: only fork can start it."""

# fails: arrives_in_order = crashed
# fails: ends = crashed

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


def main(items):
    def consumer():
        writer.close()
        results.close()
        got = []
        while True:
            try:
                item = reader.recv()
            except EOFError:
                break
            got.append(unload(item))
        answer.send(got)

    reader, writer = multiprocessing.Pipe(duplex=False)
    results, answer = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=consumer)
    process.start()
    reader.close()
    answer.close()
    try:
        with writer:
            for item in items:
                writer.send(load(item))
        return results.recv()
    finally:
        process.join()


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
