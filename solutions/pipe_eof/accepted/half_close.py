"""One pipe for both ways: main shuts down its way of it, as a socket can."""

import multiprocessing
import os
import socket
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


def consumer(conn, other):
    other.close()
    received = []
    while True:
        try:
            received.append(unload(conn.recv()))
        except EOFError:
            break
    conn.send(received)
    conn.close()


def main(items):
    ours, theirs = multiprocessing.Pipe()
    p = multiprocessing.Process(target=consumer, args=(theirs, ours))
    p.start()
    theirs.close()
    try:
        for item in items:
            ours.send(load(item))
        with socket.socket(fileno=os.dup(ours.fileno())) as s:
            s.shutdown(socket.SHUT_WR)
        return ours.recv()
    finally:
        p.join()
