"""Whoever has been woken eats without looking again."""

# fails: neighbours_apart = failed

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


class Table:
    """Both forks or none: whoever gets up wakes the others, and they look whether both are free."""

    def __init__(self, places):
        self.changed = multiprocessing.Condition()
        self.eating = multiprocessing.RawArray("i", places)

    def sit_down(self, who):
        with self.changed:
            if self.eating[who - 1] or self.eating[(who + 1) % len(self.eating)]:
                self.changed.wait()
            self.eating[who] = 1

    def get_up(self, who):
        with self.changed:
            self.eating[who] = 0
            self.changed.notify_all()


def philosopher(who, table, dinner, eaten):
    for seconds, dish in dinner:
        think(who, seconds)
        table.sit_down(who)
        try:
            eat(who, dish)
        finally:
            table.get_up(who)
        eaten.put((who, dish))


def main(dinners):
    table = Table(len(dinners))
    eaten = multiprocessing.SimpleQueue()
    processes = [
        multiprocessing.Process(target=philosopher, args=(who, table, dinner, eaten))
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
