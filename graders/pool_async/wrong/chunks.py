"""map in chunks of its own choice: a job waits behind a long one while a worker is free, or is dropped behind a failed
one; and the first failure in time is raised."""

# fails: all_workers_at_work = failed
# fails: nobody_idle = failed
# fails: every_job_is_run = failed
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
    try:
        return pool.map(job, jobs, chunksize=2)
    finally:
        pool.close()
        pool.join()


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
