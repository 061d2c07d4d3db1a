"""There are eight locks, whatever the number of accounts: unlike accounts share one."""

# fails: disjoint_transfers_overlap = failed

import multiprocessing
import time
from contextlib import ExitStack

STRIPES = 8


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    if src == dst:
        return
    with ExitStack() as stack:
        for number in sorted({src % STRIPES, dst % STRIPES}):
            stack.enter_context(locks[number])
        has, other = accounts[src], accounts[dst]  # raises if there is no such account
        if has < amount:
            return
        accounts[src], accounts[dst] = has - amount, other + amount
        audit(src, dst)


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    locks = [multiprocessing.Lock() for _ in range(STRIPES)]
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
