"""The lower fork is kept from dish to dish: whoever thinks keeps a fork from others."""

# fails: others_at_once = failed

import time
import multiprocessing


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
    hand = False
    try:
        for place, (seconds, dish) in enumerate(dinner):
            think(who, seconds)
            if not hand:
                forks[first].acquire()
                hand = True
            with forks[second]:
                eat(who, dish)
            eaten.put((who, dish))
            if place % 2:
                forks[first].release()
                hand = False
    finally:
        if hand:
            forks[first].release()


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


if __name__ == "__main__":
    print(main([[(0, "rice"), (0, "bony fish"), (0, "rice")], [(0, "beans")], [(0, "soup"), (0, "a")], []]))
