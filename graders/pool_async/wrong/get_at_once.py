"""apply_async with get() in the same loop: that is apply."""

# fails: all_workers_at_work = failed
# fails: nobody_idle = failed
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
    pool = multiprocessing.Pool(workers)
    results = []
    try:
        for n in jobs:
            receipt = pool.apply_async(job, (n,))
            results.append(receipt.get())
    finally:
        pool.close()
        pool.join()
    return results


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
