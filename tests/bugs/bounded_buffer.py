"""bounded buffer (SCTBench, students): `if` instead of `while` around Condition.wait."""

from multiprocessing import Condition, Process, Value


def take_buggy(filled, count, lowest):
    with filled:
        if count.value == 0:
            filled.wait()
        count.value -= 1
        lowest.value = min(lowest.value, count.value)


def take_right(filled, count, lowest):
    with filled:
        while count.value == 0:
            filled.wait()
        count.value -= 1
        lowest.value = min(lowest.value, count.value)


def main(right):
    filled, count, lowest = Condition(), Value("i", 0), Value("i", 0)
    take = take_right if right else take_buggy
    takers = [Process(target=take, args=(filled, count, lowest)) for _ in range(2)]
    for taker in takers:
        taker.start()
    for _ in takers:
        with filled:
            count.value += 1
            filled.notify()
    for taker in takers:
        taker.join()
    return lowest.value
