"""A second process loads and sends; main only starts, closes and collects."""

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


def sender(reader, writer, items):
    reader.close()
    for item in items:
        writer.send(load(item))


def receiver(reader, results):
    with results:
        while True:
            try:
                results.send([unload(reader.recv())])
            except EOFError:
                return


def main(items):
    reader, writer = multiprocessing.Pipe(duplex=False)
    first = multiprocessing.Process(target=sender, args=(reader, writer, items))
    first.start()
    writer.close()
    answers, answer = multiprocessing.Pipe(duplex=False)
    second = multiprocessing.Process(target=receiver, args=(reader, answer))
    second.start()
    reader.close()
    answer.close()
    got = []
    try:
        while True:
            got += answers.recv()
    except EOFError:
        pass
    first.join()
    second.join()
    return got


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
