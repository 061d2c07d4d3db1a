"""The pool is kept in a global and never closed: its workers outlive main."""

# fails: workers_gone = failed

import multiprocessing
import time


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


_pools = {}


def main(jobs, workers):
    pool = _pools.setdefault(workers, multiprocessing.Pool(workers))
    receipts = [pool.apply_async(job, (n,)) for n in jobs]
    for receipt in receipts:
        receipt.wait()
    return [receipt.get() for receipt in receipts]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
