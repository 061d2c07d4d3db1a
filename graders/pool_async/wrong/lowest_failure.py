"""Outcomes are sorted before the errors are looked for: the lowest number that failed is raised, not the first."""

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
    pool = multiprocessing.Pool(workers)
    receipts = [pool.apply_async(job, (n,)) for n in jobs]
    pool.close()
    pool.join()
    for n, receipt in sorted(zip(jobs, receipts), key=lambda pair: pair[0]):
        if not receipt.successful():
            receipt.get()
    return [receipt.get() for receipt in receipts]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
