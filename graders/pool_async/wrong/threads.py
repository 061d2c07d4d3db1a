"""A pool of threads: the jobs run in the main process."""

# fails: results_in_order = failed
# fails: all_workers_at_work = failed

import time
from multiprocessing.pool import ThreadPool


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


def main(jobs, workers):
    pool = ThreadPool(workers)
    try:
        receipts = [pool.apply_async(job, (n,)) for n in jobs]
        return [receipt.get() for receipt in receipts]
    finally:
        pool.close()
        pool.join()


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
