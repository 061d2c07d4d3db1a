"""Both accounts are taken in one step under a short lock, or none; whoever has to wait naps between two tries."""

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    master, busy = locks
    if src == dst:
        return
    while True:
        with master:
            if not busy[src] and not busy[dst]:
                busy[src] = busy[dst] = True
                break
        time.sleep(0.02)
    try:
        if accounts[src] >= amount:
            accounts[src] -= amount
            audit(src, dst)
            accounts[dst] += amount
    finally:
        with master:
            busy[src] = busy[dst] = False


def main(balances, transfers):
    accounts = multiprocessing.RawArray("q", balances)
    locks = multiprocessing.Lock(), multiprocessing.RawArray("B", len(balances))
    processes = [multiprocessing.Process(target=transfer, args=(accounts, locks, *one)) for one in transfers]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return list(accounts)


if __name__ == "__main__":
    print("one way:", main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print("there and back (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
