"""Two consumers take turns by a lock: items overtake each other on their way back."""

# fails: arrives_in_order = failed

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


def consumer(reader, writer, lock, got):
    writer.close()
    while True:
        try:
            with lock:
                item = reader.recv()
        except EOFError:
            break
        got.append(unload(item))


def main(items):
    with multiprocessing.Manager() as manager:
        got = manager.list()
        lock = multiprocessing.Lock()
        reader, writer = multiprocessing.Pipe(duplex=False)
        consumers = [multiprocessing.Process(target=consumer, args=(reader, writer, lock, got)) for _ in range(2)]
        for process in consumers:
            process.start()
        reader.close()
        with writer:
            for item in items:
                writer.send(load(item))
        for process in consumers:
            process.join()
        return list(got)


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
