"""Every item comes back at once, as bytes; a thread of main collects them. ExitStack closes."""

import contextlib
import multiprocessing
import os
import pickle
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


def messages(conn):
    with contextlib.suppress(EOFError):
        while True:
            yield pickle.loads(conn.recv_bytes())


def consumer(work, back):
    work[1].close()
    back[0].close()
    for item in messages(work[0]):
        back[1].send_bytes(pickle.dumps(unload(item)))


def main(items):
    out = []
    with contextlib.ExitStack() as stack:
        work = multiprocessing.Pipe(duplex=False)
        back = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=consumer, args=(work, back))
        process.start()
        stack.callback(process.join)
        work[0].close()
        back[1].close()
        thread = threading.Thread(target=lambda: out.extend(messages(back[0])))
        thread.start()
        stack.callback(thread.join)
        stack.enter_context(work[1])
        for item in items:
            work[1].send_bytes(pickle.dumps(load(item)))
    return out
