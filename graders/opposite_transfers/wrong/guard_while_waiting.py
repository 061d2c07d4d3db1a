"""Who waits for a busy account holds the guard, so that a third one can't even take two that are free."""

# fails: disjoint_transfers_overlap = failed

import multiprocessing
import time


def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    guard, *locks = locks
    with guard:
        taken = [locks[number] for number in {src, dst}]
        for lock in taken:
            lock.acquire()
    try:
        if accounts[src] >= amount:
            accounts[src] -= amount
            accounts[dst] += amount
            audit(src, dst)
    finally:
        for lock in taken:
            lock.release()


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    locks = [multiprocessing.Lock() for _ in [None, *balances]]
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
