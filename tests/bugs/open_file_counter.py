"""students: a number is read from a file that was opened for both, and written back one higher, by two at a time."""

from contextlib import nullcontext
from multiprocessing import Lock, Process
from pathlib import Path


def count(lock):
    with lock or nullcontext(), open("number.txt", "r+") as file:
        number = int(file.read())
        file.seek(0)
        file.write(str(number + 1))


def main(right):
    Path("number.txt").write_text("0")
    lock = Lock() if right else None
    processes = [Process(target=count, args=(lock,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return int(Path("number.txt").read_text())
