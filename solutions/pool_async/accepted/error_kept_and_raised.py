"""The first exception is kept while the other receipts are asked; terminate() comes when nothing is left to do."""

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
    receipts = [pool.starmap_async(job, [(n,)]) for n in jobs]
    first, results = None, []
    for receipt in receipts:
        try:
            results += receipt.get()
        except ValueError as error:
            first = first or error
    pool.terminate()
    pool.join()
    if first:
        raise first
    return results


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
