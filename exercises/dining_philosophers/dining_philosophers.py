"""Philosophers at a round table, a fork between each two: all take the left one and wait for the right one.

Let them eat: nobody may wait for ever, and those who share no fork may eat at the same time."""

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
        with left:
            time.sleep(0.05)  # a breath between the two forks, so that it shows
            with right:
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
    # whoever has ended has written all it had to say, and so little fits into the pipe: then empty() tells the truth
    while not eaten.empty():
        who, dish = eaten.get()
        dishes[who].append(dish)
    return dishes


if __name__ == "__main__":
    print("one after the other:", main([[(0, "rice")], [(0.5, "beans")], [(1, "soup")]]))
    print("all at once (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([[(0.1, "rice")], [(0.1, "beans")], [(0.1, "soup")]]))
