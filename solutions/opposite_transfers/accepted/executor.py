"""An executor with a worker for each transfer; what each needs comes by the initializer."""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


bank = {}


def open_bank(accounts, locks):
    bank["accounts"], bank["locks"] = accounts, locks


def transfer(accounts, locks, src, dst, amount):
    if src == dst:
        return False
    first, second = sorted((src, dst))
    with locks[first], locks[second]:
        if accounts[src] < amount:
            return False
        accounts[src] -= amount
        accounts[dst] += amount
        audit(src, dst)
        return True


def one_transfer(order):
    return transfer(bank["accounts"], bank["locks"], *order)


def main(balances: list[int], transfers: list[tuple[int, int, int]]) -> list[int]:
    accounts = multiprocessing.Array("q", balances)
    locks = [multiprocessing.Lock() for _ in balances]
    if transfers:
        with ProcessPoolExecutor(len(transfers), initializer=open_bank, initargs=(accounts, locks)) as executor:
            for order, future in [(order, executor.submit(one_transfer, order)) for order in transfers]:
                if error := future.exception():
                    print(order, "failed:", repr(error))
    return accounts[:]


if __name__ == "__main__":
    print("one way:", main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print("there and back (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
