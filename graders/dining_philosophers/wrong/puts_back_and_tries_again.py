"""If the right fork is not there, puts the left one back and tries again: all may do that in step."""

# fails: ends_in_every_order = timed out
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
    left, right = forks[who], forks[(who + 1) % len(forks)]
    for seconds, dish in dinner:
        think(who, seconds)
        while True:
            left.acquire()
            if right.acquire(block=False):
                break
            left.release()
            time.sleep(0.01)
        try:
            eat(who, dish)
        finally:
            left.release()
            right.release()
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
