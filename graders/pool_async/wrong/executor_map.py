"""The executor's map cancels what has not begun when one call raises."""

# fails: every_job_is_run = failed

import time
from concurrent.futures import ProcessPoolExecutor


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


def main(jobs, workers):
    with ProcessPoolExecutor(workers) as executor:
        return list(executor.map(job, jobs))


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
