"""Processes that count in a file, with a lock or without."""

import contextlib
import multiprocessing
from pathlib import Path


def count(path, lock):
    with lock or contextlib.nullcontext():
        number = int(path.read_text())
        path.write_text(str(number + 1))


def main(locked):
    path = Path("number.txt")
    path.write_text("0")
    lock = multiprocessing.Lock() if locked else None
    workers = [multiprocessing.Process(target=count, args=(path, lock)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return int(path.read_text())
