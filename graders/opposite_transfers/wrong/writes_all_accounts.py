"""Money is lost: all balances are read and written back, also those of accounts that it does not hold."""

# fails: balances = failed

import contextlib
import multiprocessing
import time


def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    with contextlib.ExitStack() as stack:
        for number in sorted({src, dst}):
            stack.enter_context(locks[number])
        books = list(accounts)
        if src != dst and books[src] >= amount:
            books[src] -= amount
            books[dst] += amount
            accounts[:] = books
            audit(src, dst)


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    locks = [multiprocessing.Lock() for _ in balances]
    processes = [
        multiprocessing.Process(target=transfer, args=(accounts, locks, src, dst, amount))
        for src, dst, amount in transfers
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return list(accounts)


if __name__ == "__main__":
    print(main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
    print(main([100, 5], [(0, 0, 10), (1, 0, 20), (0, 7, 1), (7, 7, 1)]))
    print(main([], []))
