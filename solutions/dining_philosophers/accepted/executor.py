"""A pool with a worker for each philosopher; both forks are picked up under a lock of the table's."""

import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor


# given: leave as it is
def think(who, seconds):
    """A philosopher thinks before a dish."""
    time.sleep(seconds)


# given: leave as it is
def eat(who, dish):
    """A philosopher eats a dish with both forks: slow, and one chokes on bony fish."""
    time.sleep(0.1)
    if dish == "bony fish":
        raise RuntimeError(f"{who} has choked on a bone")


def lay(*what):
    global table, forks
    table, *forks = what


def dine(who, dinner):
    left, right = forks[who], forks[who - len(forks) + 1]
    eaten = []
    for seconds, dish in dinner:
        think(who, seconds)
        with table:  # nobody else picks up forks meanwhile; they are put down without it
            left.acquire()
            right.acquire()
        try:
            eat(who, dish)
        except RuntimeError as error:
            print(error, file=sys.stderr)
            break
        finally:
            left.release()
            right.release()
        eaten.append(dish)
    return eaten


def main(dinners):
    locks = [multiprocessing.Lock() for _ in range(len(dinners) + 1)]
    with ProcessPoolExecutor(len(dinners), initializer=lay, initargs=locks) as executor:
        return list(executor.map(dine, range(len(dinners)), dinners))
