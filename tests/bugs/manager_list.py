"""students: looked up in a Manager's list, not found, appended: by two."""

from contextlib import nullcontext
from multiprocessing import Lock, Manager, Process


def register(lock, names):
    with lock or nullcontext():
        if "ada" not in names:
            names.append("ada")


def main(right):
    lock = Lock() if right else None
    with Manager() as manager:
        names = manager.list()
        processes = [Process(target=register, args=(lock, names)) for _ in range(2)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return list(names)
