"""work-stealing queue (SCTBench's chess.WSQ): the owner and a thief both take the last task."""

from contextlib import nullcontext
from multiprocessing import Array, Lock, Process, Value


def steal(lock, head, tail, taken):
    with lock or nullcontext():
        first = head.value
        if first < tail.value:
            head.value = first + 1
            with taken.get_lock():
                taken[first] += 1


def pop(lock, head, tail, taken):
    with lock or nullcontext():
        last = tail.value - 1
        if head.value <= last:
            tail.value = last
            with taken.get_lock():
                taken[last] += 1


def main(right):
    lock, head, tail, taken = Lock() if right else None, Value("i", 0), Value("i", 2), Array("i", 2)
    thief = Process(target=steal, args=(lock, head, tail, taken))
    thief.start()
    for _ in range(2):
        pop(lock, head, tail, taken)
    thief.join()
    return list(taken)
