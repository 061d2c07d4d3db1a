"""bank transfer (SCTBench's account family): an auditor sees the money between two accounts."""

from contextlib import nullcontext
from multiprocessing import Lock, Process, Value


def transfer(lock, source, target, amount):
    with lock or nullcontext():
        with source.get_lock():
            source.value -= amount
        with target.get_lock():
            target.value += amount


def main(right):
    lock = Lock() if right else None
    source, target = Value("i", 100), Value("i", 0)
    clerk = Process(target=transfer, args=(lock, source, target, 40))
    clerk.start()
    with lock or nullcontext():
        audited = source.value + target.value
    clerk.join()
    return audited
