"""At most three eat at the same time, however large the table."""

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


class Table:
    """Whoever is hungry draws a ticket, and goes before neighbours with a later one."""

    def __init__(self, seats):
        self.seats = seats
        self.changed = multiprocessing.Condition()
        self.tickets = multiprocessing.Array("q", seats, lock=False)  # 0: not hungry
        self.eating = multiprocessing.Array("b", seats, lock=False)
        self.last = multiprocessing.Value("q", 0, lock=False)

    def neighbours(self, who):
        return {(who - 1) % self.seats, (who + 1) % self.seats}

    def may_eat(self, who):
        return sum(self.eating) < 3 and not any(
            self.eating[other] or 0 < self.tickets[other] < self.tickets[who] for other in self.neighbours(who)
        )

    def take(self, who):
        with self.changed:
            self.last.value += 1
            self.tickets[who] = self.last.value
            self.changed.wait_for(lambda: self.may_eat(who))
            self.tickets[who] = 0
            self.eating[who] = 1

    def put_down(self, who):
        with self.changed:
            self.eating[who] = 0
            self.changed.notify_all()


def philosopher(who, forks, dinner, eaten):
    try:
        for seconds, dish in dinner:
            think(who, seconds)
            forks.take(who)
            try:
                eat(who, dish)
            finally:
                forks.put_down(who)
            eaten.put((who, (dish,)))
    finally:
        eaten.put((who, ()))


def main(dinners):
    forks = Table(len(dinners))
    eaten = multiprocessing.SimpleQueue()
    processes = [
        multiprocessing.Process(target=philosopher, args=(who, forks, dinner, eaten))
        for who, dinner in enumerate(dinners)
    ]
    for process in processes:
        process.start()
    dishes, there = [[] for _ in dinners], len(dinners)
    while there:
        who, dish = eaten.get()
        there -= not dish
        dishes[who] += dish
    for process in processes:
        process.join()
    return dishes


if __name__ == "__main__":
    print("one after the other:", main([[(0, "rice")], [(0.5, "beans")], [(1, "soup")]]))
    print("all at once (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([[(0.1, "rice")], [(0.1, "beans")], [(0.1, "soup")]]))
