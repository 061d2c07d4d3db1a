"""Whoever can't have the second account waits inside a gate that others have to pass."""

# fails: disjoint_transfers_overlap = failed

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    if src == dst:
        return
    gate, locks = locks
    accounts[src], accounts[dst]
    while True:
        locks[src].acquire()
        if locks[dst].acquire(block=False):
            break
        locks[src].release()
        with gate:  # the difficult ones, one after the other
            locks[min(src, dst)].acquire()
            locks[max(src, dst)].acquire()
        break
    try:
        if accounts[src] < amount:
            return
        accounts[src] -= amount
        accounts[dst] += amount
        audit(src, dst)
    finally:
        locks[src].release()
        locks[dst].release()


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    locks = multiprocessing.Lock(), [multiprocessing.Lock() for _ in balances]
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
    print("one way:", main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print("there and back (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
