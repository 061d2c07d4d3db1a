"""students: check-then-act; two see that the queue is not empty, and one waits for an item that is gone."""

from contextlib import nullcontext
from multiprocessing import Lock, Process, SimpleQueue


def take(tasks, lock):
    with lock or nullcontext():
        if not tasks.empty():
            tasks.get()


def main(right):
    tasks, lock = SimpleQueue(), Lock() if right else None
    tasks.put("only one")
    takers = [Process(target=take, args=(tasks, lock)) for _ in range(2)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
