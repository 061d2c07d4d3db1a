"""Two are woken, whether they can go on or not."""

# fails: disjoint_transfers_overlap = failed

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    condition, busy = locks
    if src == dst:
        return
    with condition:
        condition.wait_for(lambda: not busy[src] and not busy[dst])
        busy[src] = busy[dst] = 1
    try:
        if accounts[src] >= amount:
            accounts[src] -= amount
            accounts[dst] += amount
            audit(src, dst)
    finally:
        with condition:
            busy[src] = busy[dst] = 0
            condition.notify(2)


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    locks = multiprocessing.Condition(), multiprocessing.RawArray("b", len(balances))
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
