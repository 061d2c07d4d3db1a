"""sync02 (SCTBench): producers and consumers wait on one condition, and notify() wakes one of the wrong kind."""

from multiprocessing import Condition, Process, Value


def change(condition, full, wanted, notify_all):
    """Wait until the slot is as `wanted`, then turn it round."""
    with condition:
        while full.value != wanted:
            condition.wait()
        full.value = 1 - wanted
        if notify_all:
            condition.notify_all()
        else:
            condition.notify()


def main(right):
    condition, full = Condition(), Value("i", 0)
    processes = [Process(target=change, args=(condition, full, wanted, right)) for wanted in (1, 1, 0, 0)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
