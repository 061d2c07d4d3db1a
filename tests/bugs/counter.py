"""students: `counter.value += 1` locks for the read and again for the write, not for both."""

from multiprocessing import Process, Value


def count_buggy(counter):
    counter.value += 1


def count_right(counter):
    with counter.get_lock():
        counter.value += 1


def main(right):
    counter = Value("i", 0)
    processes = [Process(target=count_right if right else count_buggy, args=(counter,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value
