"""stack (SCTBench): `is it empty?` is asked outside the lock, and the pop is done inside."""

from multiprocessing import Lock, Process, Value


def pop_buggy(top, lock):
    if top.value > 0:
        with lock:
            top.value -= 1


def pop_right(top, lock):
    with lock:
        if top.value > 0:
            top.value -= 1


def main(right):
    top, lock = Value("i", 1), Lock()
    pop = pop_right if right else pop_buggy
    takers = [Process(target=pop, args=(top, lock)) for _ in range(2)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    return top.value
