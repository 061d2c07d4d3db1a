"""Equal jobs become one: each number is worked out once and looked up."""

# fails: results_in_order = failed

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
    try:
        receipts = {n: pool.apply_async(job, (n,)) for n in set(jobs)}
        return [receipts[n].get() for n in jobs]
    finally:
        pool.close()
        pool.join()


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
