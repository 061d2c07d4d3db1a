"""Peterson's algorithm (SV-COMP's peterson): `turn` is given away before the own flag is up."""

from multiprocessing import Array, Process, Value


def count_buggy(flags, turn, counter, me):
    turn.value = 1 - me
    flags[me] = 1
    while flags[1 - me] and turn.value == 1 - me:
        pass
    counter.value = counter.value + 1
    flags[me] = 0


def count_right(flags, turn, counter, me):
    flags[me] = 1
    turn.value = 1 - me
    while flags[1 - me] and turn.value == 1 - me:
        pass
    counter.value = counter.value + 1
    flags[me] = 0


def main(right):
    flags, turn, counter = Array("i", 2), Value("i", 0), Value("i", 0)
    count = count_right if right else count_buggy
    processes = [Process(target=count, args=(flags, turn, counter, me)) for me in (0, 1)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value
