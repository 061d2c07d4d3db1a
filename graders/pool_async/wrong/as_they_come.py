"""imap_unordered: the results come in the order in which the jobs end."""

# fails: results_in_order = failed
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
        return list(pool.imap_unordered(job, jobs))
    finally:
        pool.close()
        pool.join()


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
