"""Who thinks has a seat already (one fewer than places): two philosophers, one thinks for long, the other one is
hungry and can't sit down.
"""

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
    seats, forks = forks
    first, second = who, (who + 1) % len(forks)
    for seconds, dish in dinner:
        with seats:
            think(who, seconds)
            with forks[first], forks[second]:
                eat(who, dish)
        eaten.put((who, dish))


def main(dinners):
    forks = [multiprocessing.Lock() for _ in dinners]
    seats = multiprocessing.Semaphore(len(dinners) - 1)
    eaten = multiprocessing.SimpleQueue()
    processes = [
        multiprocessing.Process(target=philosopher, args=(who, (seats, forks), dinner, eaten))
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
