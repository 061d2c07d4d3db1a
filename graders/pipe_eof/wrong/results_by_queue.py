"""The results come by a Queue, whose get knows nothing of a consumer that has died."""

# fails: consumer_dies = deadlocked
# fails: main_dies = failed

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


def consumer(reader, writer, outbox):
    writer.close()
    got = []
    while True:
        try:
            item = reader.recv()
        except EOFError:
            break
        got.append(unload(item))
    outbox.put(got)


def main(items):
    outbox = multiprocessing.Queue()
    reader, writer = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=consumer, args=(reader, writer, outbox))
    process.start()
    reader.close()
    with writer:
        for item in items:
            writer.send(load(item))
    got = outbox.get()
    process.join()
    return got


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
