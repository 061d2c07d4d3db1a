"""main closes the pipe when all is sent, but the consumer never sees the end of it.

Make it end by itself, for every input, and also when one of the two processes dies."""

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
    reader, _ = pipe  # it only reads
    got = []
    while True:
        try:
            item = reader.recv()
        except EOFError:
            break
        got.append(unload(item))
    results[1].send(got)


def main(items):
    pipe = multiprocessing.Pipe(duplex=False)
    _, writer = pipe  # it only writes
    results = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=consumer, args=(pipe, results))
    process.start()
    for item in items:
        writer.send(load(item))
    writer.close()
    print("all is sent and the pipe is closed, now the consumer should end...")
    got = results[0].recv()
    process.join()
    return got


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
