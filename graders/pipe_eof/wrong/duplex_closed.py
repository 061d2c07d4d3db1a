"""One pipe for both ways: when main closes its end to say that all is sent, it can't receive any more."""

# fails: arrives_in_order = crashed
# fails: any_item = crashed
# fails: ends = crashed
# fails: empty_input = crashed
# fails: big_items = crashed
# fails: unloads_meanwhile = crashed

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


def consumer(conn, other):
    other.close()
    got = []
    while True:
        try:
            got.append(unload(conn.recv()))
        except EOFError:
            break
    conn.send(got)


def main(items):
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=consumer, args=(theirs, ours))
    process.start()
    theirs.close()
    try:
        for item in items:
            ours.send(load(item))
        ours.close()
        return ours.recv()
    finally:
        process.join()


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
