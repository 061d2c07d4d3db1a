"""main makes rounds of transfers without a common account, and joins one before the next."""

# fails: disjoint_transfers_overlap = failed

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    if accounts[src] >= amount and src != dst:
        accounts[dst] += amount
        accounts[src] -= amount
        audit(src, dst)


def rounds(transfers):
    while transfers:
        used, now, later = set(), [], []
        for src, dst, amount in transfers:
            if used.isdisjoint((src, dst)):
                now.append((src, dst, amount))
            else:
                later.append((src, dst, amount))
            used.update((src, dst))
        yield now
        transfers = later


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    for orders in rounds(transfers):
        processes = [multiprocessing.Process(target=transfer, args=(accounts, None, *order)) for order in orders]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
    return list(accounts)


if __name__ == "__main__":
    print("one way:", main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print("there and back (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
