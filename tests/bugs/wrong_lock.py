"""wronglock (SCTBench): one of three processes guards the shared counter with another lock than the others."""

from multiprocessing import Lock, Process, Value


def count(counter, lock):
    with lock:
        counter.value += 1


def main(right):
    counter, lock = Value("i", 0), Lock()
    locks = [lock, lock, lock if right else Lock()]
    processes = [Process(target=count, args=(counter, lock)) for lock in locks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value
