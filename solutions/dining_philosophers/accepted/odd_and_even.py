"""Even philosophers take the right fork first, odd ones the left one; each brings its plate back by a pipe."""

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


def philosopher(who, left, right, dinner, plate):
    forks = (left, right) if who % 2 else (right, left)
    eaten = []
    try:
        for seconds, dish in dinner:
            think(who=who, seconds=seconds)
            with forks[0]:
                with forks[1]:
                    eat(who=who, dish=dish)
            eaten.append(dish)
    finally:
        plate.send(eaten)
        plate.close()


def main(dinners):
    forks = [multiprocessing.Semaphore(1) for _ in dinners]
    plates = [multiprocessing.Pipe(duplex=False) for _ in dinners]
    table = [
        multiprocessing.Process(target=philosopher, args=(who, fork, forks[who - len(forks) + 1], dinner, plate))
        for who, (fork, dinner, (_, plate)) in enumerate(zip(forks, dinners, plates))
    ]
    for process in table:
        process.start()
    eaten = [reader.recv() for reader, _ in plates]
    for process in table:
        process.join()
    return eaten
