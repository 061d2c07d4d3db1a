"""main waits until an item is unloaded before it loads the next: no overlap."""

# fails: unloads_meanwhile = failed

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


def consumer(ours, theirs):
    theirs.close()
    try:
        while True:
            ours.send((unload(ours.recv()),))
    except (EOFError, BrokenPipeError):
        pass


def main(items):
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=consumer, args=(theirs, ours))
    process.start()
    theirs.close()
    got = []
    for item in items:
        ours.send(load(item))
        got += ours.recv()
    ours.close()
    process.join()
    return got


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
