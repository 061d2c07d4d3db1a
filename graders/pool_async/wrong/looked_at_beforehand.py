"""main refuses negative jobs itself, before any job is run."""

# fails: every_job_is_run = failed

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
    for n in jobs:
        if n < 0:
            raise ValueError(f"{n} is negative")
    pool = multiprocessing.Pool(workers)
    receipts = [pool.apply_async(job, (n,)) for n in jobs]
    pool.close()
    pool.join()
    return [receipt.get() for receipt in receipts]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
