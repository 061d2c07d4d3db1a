"""students: a number in a file is read, and written back one higher, by two at a time."""

from contextlib import nullcontext
from multiprocessing import Lock, Process
from pathlib import Path


def count(lock):
    path = Path("number.txt")
    with lock or nullcontext():
        number = int(path.read_text())
        path.write_text(str(number + 1))


def main(right):
    Path("number.txt").write_text("0")
    lock = Lock() if right else None
    processes = [Process(target=count, args=(lock,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return int(Path("number.txt").read_text())
