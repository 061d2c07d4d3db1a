"""Still apply: the pool is closed and joined in every case now, but only one worker works."""

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
    try:
        return [pool.apply(job, (n,)) for n in jobs]
    finally:
        pool.close()
        pool.join()


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
