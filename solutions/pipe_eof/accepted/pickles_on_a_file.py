"""The ends of the pipe become files, and the items are pickled into one and out of the other."""

import multiprocessing
import os
import pickle
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


def consumer(reader, writer, answers, answer):
    writer.close()
    answers.close()
    got = []
    with open(os.dup(reader.fileno()), "rb") as file:
        while True:
            try:
                got.append(unload(pickle.load(file)))
            except EOFError:
                break
    answer.send(got)


def main(items):
    reader, writer = multiprocessing.Pipe(duplex=False)
    answers, answer = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=consumer, args=(reader, writer, answers, answer))
    process.start()
    reader.close()
    answer.close()
    try:
        with open(os.dup(writer.fileno()), "wb") as file:
            writer.close()
            for item in items:
                pickle.dump(load(item), file)
                file.flush()
        return answers.recv()
    finally:
        process.join()
