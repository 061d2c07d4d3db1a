"""main counts what comes back, and then stops the consumer by force."""

# fails: ends = failed
# fails: empty_input = failed

import multiprocessing
import os
import threading
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
    while True:
        try:
            item = reader.recv()
        except EOFError:
            break
        results[1].send(unload(item))


def send_all(writer, items):
    for item in items:
        writer.send(load(item))


def main(items):
    reader, writer = pipe = multiprocessing.Pipe(duplex=False)
    results = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=consumer, args=(pipe, results))
    process.start()
    reader.close()
    results[1].close()
    try:
        sender = threading.Thread(target=send_all, args=(writer, items))
        sender.start()
        got = [results[0].recv() for _ in items]
        sender.join()
        return got
    finally:
        process.terminate()
        process.join()


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
