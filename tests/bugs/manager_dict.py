"""students: each call of a Manager's dict is safe, but `d[k] += 1` is two of them."""

from contextlib import nullcontext
from multiprocessing import Lock, Manager, Process


def count(lock, votes):
    with lock or nullcontext():
        votes["yes"] += 1


def main(right):
    lock = Lock() if right else None
    with Manager() as manager:
        votes = manager.dict(yes=0)
        processes = [Process(target=count, args=(lock, votes)) for _ in range(2)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return votes["yes"]
