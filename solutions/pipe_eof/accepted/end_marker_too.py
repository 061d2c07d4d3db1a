"""Each item travels in a tuple, an empty tuple is the end; and the unused ends are closed, for the case of a death."""

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


def consumer(conn, unused, outbox):
    for end in unused:
        end.close()
    got = []
    while message := conn.recv():
        got.append(unload(message[0]))
    outbox.send(got)
    outbox.close()


def main(items):
    reader, writer = multiprocessing.Pipe(duplex=False)
    inbox, outbox = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=consumer, args=(reader, [writer, inbox], outbox))
    process.start()
    reader.close()
    outbox.close()
    for item in items:
        writer.send((load(item),))
    writer.send(())
    result = inbox.recv()
    process.join()
    return result
