"""A transfer from an account to itself is audited without its lock."""

# fails: alone_in_audit = failed

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    if src == dst:
        audit(src, dst)
        return
    with locks[min(src, dst)], locks[max(src, dst)]:
        if accounts[src] < amount:
            return
        accounts[src] -= amount
        accounts[dst] += amount
        audit(src, dst)


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    locks = [multiprocessing.Lock() for _ in balances]
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
