"""Who waits for a busy account takes one of the n // 2 places, so two with free accounts can't both go on; with
one account there is no place at all, and a transfer to itself never ends.
"""

# fails: disjoint_transfers_overlap = failed

import contextlib
import multiprocessing
import time


def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    places, *locks = locks
    with places, contextlib.ExitStack() as stack:
        for number in sorted({src, dst}):
            stack.enter_context(locks[number])
        if src != dst and accounts[src] >= amount:
            accounts[src] -= amount
            accounts[dst] += amount
            audit(src, dst)


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    locks = [multiprocessing.Semaphore(len(balances) // 2)] + [multiprocessing.Lock() for _ in balances]
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
