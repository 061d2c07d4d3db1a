"""Tells main by a queue that it is done, and is not joined."""

# fails: joined = failed

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    if src == dst:
        return
    first, second = sorted((src, dst))
    with locks[first], locks[second]:
        if accounts[src] < amount:
            return
        accounts[src] -= amount
        accounts[dst] += amount
        audit(src, dst)


def reported(done, *args):
    try:
        transfer(*args)
    finally:
        done.put(None)


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    locks = [multiprocessing.Lock() for _ in balances]
    done = multiprocessing.SimpleQueue()
    processes = [
        multiprocessing.Process(target=reported, args=(done, accounts, locks, src, dst, amount))
        for src, dst, amount in transfers
    ]
    for process in processes:
        process.start()
    for _ in processes:
        done.get()
    return list(accounts)


if __name__ == "__main__":
    print("one way:", main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print("there and back (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
