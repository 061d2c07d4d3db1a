"""Waits for the last transfer before it that shares an account with it, not for all of them: 0->1, 2->3, 1->2 ...
the third waits for 2->3 only.
"""

# fails: alone_in_audit = failed

import multiprocessing
import time


def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    before, done = locks
    try:
        if before:
            before.wait()
        if amount <= accounts[src] and accounts[dst] >= 0 and src != dst:
            audit(src, dst)
            accounts[src] -= amount
            accounts[dst] += amount
    finally:
        done.set()


def main(balances, transfers):
    accounts = multiprocessing.RawArray("q", balances)
    done = [multiprocessing.Event() for _ in transfers]
    processes = []
    for place, (src, dst, amount) in enumerate(transfers):
        before = None
        for other in range(place):
            if {src, dst} & set(transfers[other][:2]):
                before = done[other]
        processes.append(
            multiprocessing.Process(target=transfer, args=(accounts, (before, done[place]), src, dst, amount))
        )
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
