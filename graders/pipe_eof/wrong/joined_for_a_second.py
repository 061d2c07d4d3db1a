"""The consumer is joined for a second: it may take longer to end."""

# fails: ends = failed
# fails: empty_input = failed

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


def consumer(items, results):
    got = []
    while True:
        try:
            got.append(unload(items.recv()))
        except EOFError:
            break
    results.send(got)


def main(items):
    r, w = multiprocessing.Pipe(False)
    back, forth = multiprocessing.Pipe(False)
    p = multiprocessing.Process(target=run, args=(r, w, back, forth))
    p.start()
    r.close()
    forth.close()
    try:
        for item in items:
            w.send(load(item))
    except OSError:
        pass
    w.close()
    try:
        got = back.recv()
    except EOFError:
        got = []
    p.join(1)
    return got


def run(r, w, back, forth):
    w.close()
    back.close()
    consumer(r, forth)


if __name__ == "__main__":
    print(main([1]))
