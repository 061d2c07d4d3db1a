"""A condition and a mark for each account that is busy: both are taken at once, or none."""

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, busy, src, dst, amount):
    changed, marks = busy
    with changed:
        changed.wait_for(lambda: not marks[src] and not marks[dst])
        if src == dst or accounts[src] < amount:
            return
        marks[src] = marks[dst] = 1
        accounts[src] -= amount
        accounts[dst] += amount
    try:
        audit(src, dst)
    finally:
        with changed:
            marks[src] = marks[dst] = 0
            changed.notify_all()


def main(balances, transfers):
    context = multiprocessing.get_context()
    accounts = context.Array("q", balances, lock=False)
    busy = context.Condition(), context.Array("b", len(balances), lock=False)
    processes = [context.Process(target=transfer, args=(accounts, busy, *one)) for one in transfers]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return accounts[:]


if __name__ == "__main__":
    print("one way:", main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print("there and back (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
