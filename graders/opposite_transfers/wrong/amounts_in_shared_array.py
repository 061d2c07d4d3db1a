"""Amounts travel in an Array of C ints, which makes 5 of 2**32 + 5: a transfer that would overdraw changes
something.
"""

# fails: overdraft_is_refused = failed

import multiprocessing
import time


def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    amount = amount[0][amount[1]] if isinstance(amount, tuple) else amount
    first, second = min(src, dst), max(src, dst)
    locks[second]
    with locks[first]:
        if src == dst:
            return
        with locks[second]:
            if accounts[src] >= amount:
                accounts[src] -= amount
                accounts[dst] += amount
                audit(src, dst)


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    locks = [multiprocessing.Lock() for _ in balances]
    amounts = multiprocessing.Array("i", [0] * len(transfers))
    for place, order in enumerate(transfers):
        amounts[place] = order[2]
    processes = [
        multiprocessing.Process(target=transfer, args=(accounts, locks, src, dst, (amounts, place)))
        for place, (src, dst, _) in enumerate(transfers)
    ]
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
