"""students: a time-out is taken for the end; the producer was only slow."""

import queue
import time
from multiprocessing import Process, Queue


def produce(items):
    for number in range(2):
        time.sleep(0.01)
        items.put(number)
    items.put(None)


def main(right):
    items, got = Queue(), []
    producer = Process(target=produce, args=(items,))
    producer.start()
    while True:
        try:
            item = items.get() if right else items.get(timeout=1)
        except queue.Empty:
            break
        if item is None:
            break
        got.append(item)
    producer.join()
    return got
