"""Each fork lies in a queue of its own: whoever takes it out has it."""

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


def philosopher(who, boxes, dinner, eaten):
    neighbour = (who + 1) % len(boxes)
    for seconds, dish in dinner:
        think(who, seconds)
        forks = [(place, boxes[place].get()) for place in sorted({who, neighbour}, reverse=True)]
        try:
            eat(who, dish)
        finally:
            for place, fork in forks:
                boxes[place].put(fork)
        eaten.put((who, dish))


def main(dinners):
    boxes = [multiprocessing.SimpleQueue() for _ in dinners]
    for number, box in enumerate(boxes):
        box.put(f"fork {number}")
    eaten = multiprocessing.SimpleQueue()
    processes = [
        multiprocessing.Process(target=philosopher, args=(who, boxes, dinner, eaten), daemon=True)
        for who, dinner in enumerate(dinners)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    dishes = {who: [] for who in range(len(dinners))}
    while not eaten.empty():
        who, dish = eaten.get()
        dishes[who].append(dish)
    return list(dishes.values())
