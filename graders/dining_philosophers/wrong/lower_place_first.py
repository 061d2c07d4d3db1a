"""Of hungry neighbours the one with the lower place goes first, always: the other one looks on while it eats all
its dishes.
"""

# fails: nobody_starves = failed

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


class Table:
    def __init__(self, seats):
        self.seats = seats
        self.changed = multiprocessing.Condition()
        self.eating = multiprocessing.RawArray("b", seats)
        self.hungry = multiprocessing.RawArray("q", seats)  # 0: not hungry
        self.clock = multiprocessing.RawValue("q", 0)

    def may_eat(self, who):
        sides = (who - 1) % self.seats, (who + 1) % self.seats
        return not any(self.eating[other] or 0 < self.hungry[other] < self.hungry[who] for other in sides)


def philosopher(who, table, dinner, eaten):
    for seconds, dish in dinner:
        think(who, seconds)
        with table.changed:
            table.hungry[who] = who + 1
            table.changed.wait_for(lambda: table.may_eat(who))
            table.hungry[who] = 0
            table.eating[who] = True
        try:
            eat(who, dish)
        finally:
            with table.changed:
                table.eating[who] = False
                table.changed.notify_all()
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


if __name__ == "__main__":
    print(main([[(0, "rice"), (0, "bony fish"), (0, "rice")], [(0, "beans")], [(0, "soup"), (0, "a")], []]))
