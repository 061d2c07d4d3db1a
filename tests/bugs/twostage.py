"""twostage_N (SCTBench): two values that belong together, each under a lock of its own."""

from multiprocessing import Lock, Process, Value


def write_buggy(one, other, first, second):
    with one:
        first.value = 1
    with other:
        second.value = first.value + 1


def write_right(one, other, first, second):
    with one:
        first.value = 1
        with other:
            second.value = first.value + 1


def main(right, writers):
    one, other = Lock(), Lock()
    first, second = Value("i", 0), Value("i", 0)
    write = write_right if right else write_buggy
    processes = [Process(target=write, args=(one, other, first, second)) for _ in range(writers)]
    for process in processes:
        process.start()
    with one:
        seen = first.value
    with other:
        also_seen = second.value
    for process in processes:
        process.join()
    return seen == 0 or also_seen == seen + 1
