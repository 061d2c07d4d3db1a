"""One of those who wait is woken, and perhaps it is one that still has to wait."""

# fails: disjoint_transfers_overlap = failed

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


class Books:
    def __init__(self, size):
        self.condition = multiprocessing.Condition()
        self.busy = multiprocessing.Array("b", size)

    def take(self, *numbers):
        with self.condition:
            while any(self.busy[number] for number in numbers):
                self.condition.wait()
            for number in numbers:
                self.busy[number] = 1

    def give_back(self, *numbers):
        with self.condition:
            for number in numbers:
                self.busy[number] = 0
            self.condition.notify()


def transfer(accounts, locks, src, dst, amount):
    if src == dst:
        return
    locks.take(src, dst)
    try:
        if accounts[src] >= amount:
            accounts[src] -= amount
            accounts[dst] += amount
            audit(src, dst)
    finally:
        locks.give_back(src, dst)


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    books = Books(len(balances))
    processes = [multiprocessing.Process(target=transfer, args=(accounts, books, *order)) for order in transfers]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return list(accounts)


if __name__ == "__main__":
    print("one way:", main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print("there and back (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
