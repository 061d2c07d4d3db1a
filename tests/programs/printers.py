"""Three processes print two lines each, with a lock or without."""

import multiprocessing
import time


def report(name, lock):
    time.sleep(2)
    if lock is not None:
        lock.acquire()
    print(f"{name}: one")
    print(f"{name}: two")
    if lock is not None:
        lock.release()


def main(locked):
    lock = multiprocessing.Lock() if locked else None
    workers = [multiprocessing.Process(target=report, args=(name, lock)) for name in "abc"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
