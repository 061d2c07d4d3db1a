"""Sleeps everywhere, tells everything, asks for each lock with a time-out until it has it."""

import multiprocessing
import sys
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    if src == dst:
        print("nothing to do", file=sys.stderr)
        return
    held = []
    try:
        for account in sorted((src, dst)):
            while not locks[account].acquire(timeout=0.5):
                print(src, dst, "still waits for", account, file=sys.stderr)
            held.append(account)
            time.sleep(0.2)
        print(src, dst, "has both", file=sys.stderr)
        if accounts[src] >= amount:
            accounts[src] -= amount
            time.sleep(0.2)
            accounts[dst] += amount
            audit(src, dst)
    finally:
        for account in held:
            locks[account].release()


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
