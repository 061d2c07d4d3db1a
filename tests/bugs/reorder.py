"""reorder_N (SCTBench): N setters write a, then b; a checker must see both or none, from any of them."""

from contextlib import nullcontext
from multiprocessing import Lock, Process, Value


def set_both(lock, a, b):
    with lock or nullcontext():
        a.value = 1
        b.value = -1


def main(right, setters):
    lock, a, b = Lock() if right else None, Value("i", 0), Value("i", 0)
    processes = [Process(target=set_both, args=(lock, a, b)) for _ in range(setters)]
    for process in processes:
        process.start()
    with lock or nullcontext():
        seen = a.value, b.value
    for process in processes:
        process.join()
    return seen
