"""The locks are taken in the order of hash(text), which differs from interpreter to interpreter."""

# fails: ends_in_every_order = deadlocked

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def account_key(number):
    return hash(f"account {number}")


def transfer(accounts, locks, src, dst, amount):
    if src == dst:
        return
    first, second = sorted((src, dst), key=account_key)
    with locks[first], locks[second]:
        if accounts[src] < amount:
            return
        accounts[src] -= amount
        accounts[dst] += amount
        audit(src, dst)


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    locks = [multiprocessing.Lock() for _ in balances]
    processes = [multiprocessing.Process(target=transfer, args=(accounts, locks, *order)) for order in transfers]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return list(accounts)


if __name__ == "__main__":
    print("one way:", main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print("there and back (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
