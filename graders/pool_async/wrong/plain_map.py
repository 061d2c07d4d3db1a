"""map raises the first failure in time, and its chunks keep jobs waiting behind a long one."""

# fails: nobody_idle = failed
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
    with multiprocessing.Pool(workers) as pool:
        return pool.map(job, jobs)


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
