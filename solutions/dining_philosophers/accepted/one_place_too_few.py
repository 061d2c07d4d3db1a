"""One fewer than there are places may sit down: somebody always gets both forks."""

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


class Philosopher(multiprocessing.Process):
    def __init__(self, who, table, dinner):
        super().__init__(name=f"philosopher {who}")
        self.who, self.table, self.dinner = who, table, dinner
        self.news, self.end = multiprocessing.Pipe(duplex=False)

    def run(self):
        for seconds, dish in self.dinner:
            think(self.who, seconds)
            self.table.dine(self.who, dish)
            self.end.send(dish)

    def eaten(self):
        while self.news.poll():
            yield self.news.recv()


class Table:
    def __init__(self, places):
        self.seats = multiprocessing.BoundedSemaphore(max(1, places - 1))
        self.forks = [multiprocessing.Lock() for _ in range(places)]

    def dine(self, who, dish):
        with self.seats, self.forks[who], self.forks[(who + 1) % len(self.forks)]:
            eat(who, dish)


def main(dinners):
    table = Table(len(dinners))
    philosophers = [Philosopher(who, table, dinner) for who, dinner in enumerate(dinners)]
    for process in philosophers:
        process.start()
    for process in philosophers:
        process.join()
    return [list(process.eaten()) for process in philosophers]
