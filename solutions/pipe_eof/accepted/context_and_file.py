"""A context object, a daemon, and a file for what has come."""

import multiprocessing
import os
import pickle
import tempfile
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


def consumer(reader, writer, path):
    writer.close()
    got = []
    while True:
        try:
            item = reader.recv()
        except (EOFError, OSError):
            break
        got.append(unload(item))
    with open(path, "wb") as file:
        pickle.dump(got, file)


def main(items):
    mp = multiprocessing.get_context()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "got")
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=consumer, args=(reader, writer, path), daemon=True)
        process.start()
        reader.close()
        for item in items:
            writer.send(load(item))
        writer.close()
        process.join()
        if process.exitcode:
            raise RuntimeError("the consumer has died")
        with open(path, "rb") as file:
            return pickle.load(file)
