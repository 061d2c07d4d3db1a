"""students: `+=` on shared memory that has no lock at all."""

from contextlib import nullcontext
from multiprocessing import Lock, Process, RawValue


def count(lock, counter):
    for _ in range(2):
        with lock or nullcontext():
            counter.value += 1


def main(right):
    lock, counter = Lock() if right else None, RawValue("i", 0)
    processes = [Process(target=count, args=(lock, counter)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value
