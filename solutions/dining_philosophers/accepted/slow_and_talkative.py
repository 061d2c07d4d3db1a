"""Breathes between the forks, says what it does, and uses an ExitStack."""

import multiprocessing
import time
from contextlib import ExitStack


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


def philosopher(who, forks, dinner, eaten):
    first, second = sorted((who, (who + 1) % len(forks)))
    for seconds, dish in dinner:
        think(who, seconds)
        with ExitStack() as stack:
            for number in (first, second):
                stack.enter_context(forks[number])
                print(f"{who} has fork {number}")
                time.sleep(0.01)
            eat(who, dish)
            print(f"{who} has eaten {dish}")
        time.sleep(0.01)
        eaten.put((who, dish))


def main(dinners):
    forks = [multiprocessing.Lock() for _ in dinners]
    eaten = multiprocessing.SimpleQueue()
    processes = [
        multiprocessing.Process(target=philosopher, args=(who, forks, dinner, eaten))
        for who, dinner in enumerate(dinners)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    dishes = [[] for _ in dinners]
    while not eaten.empty():
        who, dish = eaten.get()
        dishes[who].append(dish)
    return dishes
