"""The consumer is given the reading end only; under fork it has inherited the other one all the same."""

# fails: arrives_in_order = deadlocked
# fails: any_item = deadlocked
# fails: ends = deadlocked
# fails: empty_input = deadlocked
# fails: big_items = deadlocked
# fails: unloads_meanwhile = deadlocked
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


def consumer(reader, results):
    results[0].close()
    got = []
    while True:
        try:
            item = reader.recv()
        except EOFError:
            break
        got.append(unload(item))
    results[1].send(got)


def main(items):
    reader, writer = multiprocessing.Pipe(duplex=False)
    results = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=consumer, args=(reader, results))
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
