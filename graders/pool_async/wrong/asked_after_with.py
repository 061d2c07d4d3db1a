"""The receipts are asked after the `with` block, which has terminated the workers: get() waits for ever."""

# fails: results_in_order = deadlocked
# fails: all_workers_at_work = deadlocked
# fails: nobody_idle = deadlocked
# fails: every_job_is_run = failed
# fails: first_failure_raised = deadlocked
# fails: workers_gone = deadlocked

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
        receipts = [pool.apply_async(job, (n,)) for n in jobs]
    return [receipt.get() for receipt in receipts]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
