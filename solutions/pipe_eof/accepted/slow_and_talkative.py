"""Sleeps everywhere and tells everything; still right."""

import multiprocessing
import os
import sys
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


def say(*words):
    print(multiprocessing.current_process().name, *words, file=sys.stderr)


def consumer(pipe, results):
    time.sleep(1)
    pipe[1].close()
    results[0].close()
    got = []
    while True:
        time.sleep(0.2)
        try:
            got.append(unload(pipe[0].recv()))
            say("got one")
        except EOFError:
            say("sees the end")
            break
    time.sleep(0.5)
    results[1].send(got)
    time.sleep(0.5)
    say("ends")


def main(items):
    pipe = multiprocessing.Pipe(duplex=False)
    results = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=consumer, args=(pipe, results))
    process.start()
    time.sleep(0.3)
    pipe[0].close()
    results[1].close()
    for item in items:
        pipe[1].send(load(item))
        say("sent one")
        time.sleep(0.1)
    pipe[1].close()
    while not results[0].poll(0.5):
        say("waits for the results")
    got = results[0].recv()
    process.join()
    say("returns")
    return got


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
