"""The even account is locked first; of two even ones, or two odd ones, that says nothing."""

# fails: ends_in_every_order = deadlocked

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    if src == dst or max(src, dst) >= len(accounts):
        return
    first, second = (src, dst) if src % 2 == 0 else (dst, src)
    with locks[first], locks[second]:
        if accounts[src] >= amount:
            accounts[src] -= amount
            accounts[dst] += amount
            audit(src, dst)


def main(balances, transfers):
    accounts = multiprocessing.RawArray("q", balances)
    locks = [multiprocessing.Lock() for _ in balances]
    ps = [multiprocessing.Process(target=transfer, args=(accounts, locks, *t)) for t in transfers]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return list(accounts)


if __name__ == "__main__":
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
