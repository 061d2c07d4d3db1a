"""error_callback keeps the failure that comes first in time, not the first one in the order of the jobs."""

# fails: first_failure_raised = failed

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
    failures = []
    pool = multiprocessing.Pool(workers)
    receipts = [pool.apply_async(job, (n,), error_callback=failures.append) for n in jobs]
    pool.close()
    pool.join()
    if failures:
        raise failures[0]
    return [receipt.get() for receipt in receipts]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
