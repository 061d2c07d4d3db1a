"""One lock for the whole table: one eats, all others look on."""

# fails: others_at_once = failed
# fails: nobody_starves = failed

import multiprocessing
import time


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
    for seconds, dish in dinner:
        think(who, seconds)
        with forks[0]:
            eat(who, dish)
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
