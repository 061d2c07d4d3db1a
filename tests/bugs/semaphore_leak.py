"""students: a semaphore is not given back when the work raises, which it does only if two raced for the last item."""

from contextlib import suppress
from multiprocessing import Process, Semaphore, Value


def take(left):
    if left.value == 0:
        raise IndexError("nothing left")
    left.value -= 1


def work_buggy(slots, left):
    if left.value > 0:
        slots.acquire()
        take(left)
        slots.release()


def work_right(slots, left):
    if left.value > 0:
        with slots:
            take(left)


def try_to(work, slots, left):
    with suppress(IndexError):  # somebody was quicker
        work(slots, left)


def main(right):
    slots, left = Semaphore(1), Value("i", 1)
    work = work_right if right else work_buggy
    workers = [Process(target=try_to, args=(work, slots, left)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return left.value
