"""dining philosophers (SCTBench): all take their left fork first, and nobody gets a right one."""

from multiprocessing import Lock, Process


def dine(first, second):
    with first:  # noqa: SIM117 - the two lines are told apart
        with second:
            pass


def main(right, philosophers):
    forks = [Lock() for _ in range(philosophers)]
    pairs = [[forks[place], forks[place - 1]] for place in range(philosophers)]
    if right:
        pairs[0].reverse()
    diners = [Process(target=dine, args=pair) for pair in pairs]
    for diner in diners:
        diner.start()
    for diner in diners:
        diner.join()
