"""Makes many semaphores, and leaves them."""

# attacks: tally

import multiprocessing

kept = []


def main(numbers):
    for _ in range(2000):
        kept.append(multiprocessing.Semaphore(3))
    return sum(map(abs, numbers))
