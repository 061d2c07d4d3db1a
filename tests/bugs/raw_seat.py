"""students: a seat in shared memory without a lock is seen free, and taken, by two."""

from contextlib import nullcontext
from multiprocessing import Lock, Process, RawArray, Value


def sit_down(lock, seats, me, seated):
    with lock or nullcontext():
        free = seats[0] == 0
        if free:
            seats[0] = me
    if free:
        with seated.get_lock():
            seated.value += 1


def main(right):
    lock, seats, seated = Lock() if right else None, RawArray("i", 1), Value("i", 0)
    guests = [Process(target=sit_down, args=(lock, seats, me, seated)) for me in (1, 2)]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    return seated.value
