"""A Condition and a number for each hungry one: both forks at once, but nobody past a hungrier neighbour."""

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
    def __init__(self, places):
        self.changed = multiprocessing.Condition()
        self.drawn = multiprocessing.RawValue("i", 0)
        self.since = multiprocessing.RawArray("i", places)  # the number of who is hungry or eats, else 0
        self.places = places

    def sit_down(self, who):
        with self.changed:
            self.drawn.value += 1
            mine = self.since[who] = self.drawn.value
            neighbours = [(who - 1) % self.places, (who + 1) % self.places]
            while any(0 < self.since[other] < mine for other in neighbours):
                self.changed.wait()

    def get_up(self, who):
        with self.changed:
            self.since[who] = 0
            self.changed.notify_all()


def philosopher(who, table, dinner, eaten):
    for seconds, dish in dinner:
        think(who, seconds)
        table.sit_down(who)
        try:
            eat(who, dish)
        except RuntimeError as error:
            print(error)
        else:
            eaten.put((who, dish))
        finally:
            table.get_up(who)


def main(dinners):
    table = Table(len(dinners))
    eaten = multiprocessing.Queue()
    processes = []
    for who, dinner in enumerate(dinners):
        processes.append(multiprocessing.Process(target=philosopher, args=(who, table, dinner, eaten)))
        processes[-1].start()
    for process in processes:
        process.join()
    eaten.put(None)
    dishes = [[] for _ in dinners]
    for who, dish in iter(eaten.get, None):
        dishes[who].append(dish)
    return dishes
