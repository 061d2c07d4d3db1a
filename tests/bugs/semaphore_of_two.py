"""students: a semaphore that lets two in guards what only one at a time may change."""

from multiprocessing import Process, Semaphore, Value


def count(entry, counter):
    with entry:
        counter.value += 1


def main(right):
    entry, counter = Semaphore(1 if right else 2), Value("i", 0)
    processes = [Process(target=count, args=(entry, counter)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value
