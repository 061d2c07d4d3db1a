"""Nobody may be more than three dishes ahead of a neighbour who still has some, also if that one thinks and wants none."""

# fails: others_at_once = failed

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


AHEAD = 3


class Table:
    def __init__(self, places):
        self.changed = multiprocessing.Condition()
        self.drawn = multiprocessing.RawValue("i", 0)
        self.since = multiprocessing.RawArray("i", places)  # the number of who may eat or eats, else 0
        self.meals = multiprocessing.RawArray("i", places)
        self.left = multiprocessing.RawArray("b", places)
        self.places = places

    def sit_down(self, who):
        neighbours = [(who - 1) % self.places, (who + 1) % self.places]
        with self.changed:
            while any(not self.left[one] and self.meals[who] >= self.meals[one] + AHEAD for one in neighbours):
                self.changed.wait()
            self.drawn.value += 1
            mine = self.since[who] = self.drawn.value
            while any(0 < self.since[one] < mine for one in neighbours):
                self.changed.wait()
            self.meals[who] += 1
            self.changed.notify_all()

    def get_up(self, who):
        with self.changed:
            self.since[who] = 0
            self.changed.notify_all()

    def leave(self, who):
        with self.changed:
            self.left[who] = True
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
    table.leave(who)


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
