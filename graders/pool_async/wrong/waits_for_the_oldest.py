"""Never more jobs out than workers; but it is the oldest one that is waited for, not any."""

# fails: nobody_idle = failed

import collections
import multiprocessing
import time


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


def main(jobs, workers):
    pool = multiprocessing.Pool(workers)
    receipts = []
    out = collections.deque()
    for n in jobs:
        if len(out) == workers:
            out.popleft().wait()
        out.append(pool.apply_async(job, (n,)))
        receipts.append(out[-1])
    pool.close()
    pool.join()
    return [receipt.get() for receipt in receipts]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
