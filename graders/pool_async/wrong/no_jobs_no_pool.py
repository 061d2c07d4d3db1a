"""A pool of as many workers as there are jobs, at most: none at all is an error."""

# fails: results_in_order = crashed

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
    pool = multiprocessing.Pool(min(workers, len(jobs)))
    try:
        receipts = [pool.apply_async(job, (n,)) for n in jobs]
        return [receipt.get() for receipt in receipts]
    finally:
        pool.close()
        pool.join()


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
