"""The result comes by a queue; main waits for it or for the end of the consumer, whatever is first."""

import multiprocessing
import os
import time
from multiprocessing.connection import wait


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


def consumer(reader, writer, outbox):
    writer.close()
    outbox._reader.close()
    got = []
    while True:
        try:
            item = reader.recv()
        except EOFError:
            break
        got.append(unload(item))
    outbox.put(got)


def main(items):
    outbox = multiprocessing.SimpleQueue()
    reader, writer = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=consumer, args=(reader, writer, outbox))
    process.start()
    reader.close()
    got = None
    try:
        for item in items:
            writer.send(load(item))
    except BrokenPipeError:
        print("the consumer has gone")
    finally:
        writer.close()
    wait([process.sentinel, outbox._reader])
    if not outbox.empty():
        got = outbox.get()
    process.join()
    return got


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
