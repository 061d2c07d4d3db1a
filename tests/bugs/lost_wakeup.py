"""sync01 (SCTBench): the flag is looked at before the condition's lock is taken; the wake-up comes in between."""

from multiprocessing import Condition, Process, Value


def wait_buggy(changed, done):
    if not done.value:
        with changed:
            changed.wait()


def wait_right(changed, done):
    with changed:
        while not done.value:
            changed.wait()


def main(right):
    changed, done = Condition(), Value("i", 0)
    waiter = Process(target=wait_right if right else wait_buggy, args=(changed, done))
    waiter.start()
    with changed:
        done.value = 1
        changed.notify()
    waiter.join()
