"""Money is lost: balances are C floats, exact up to 2**24 only."""

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
        if src != dst and accounts[src] >= amount:
            accounts[src] -= amount
            accounts[dst] += amount
            audit(src, dst)


def main(balances, transfers):
    accounts = multiprocessing.Array("f", balances)
    locks = [multiprocessing.Lock() for _ in balances]
    processes = [
        multiprocessing.Process(target=transfer, args=(accounts, locks, src, dst, amount))
        for src, dst, amount in transfers
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [int(balance) for balance in accounts]


if __name__ == "__main__":
    print(main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
    print(main([100, 5], [(0, 0, 10), (1, 0, 20), (0, 7, 1), (7, 7, 1)]))
    print(main([], []))
