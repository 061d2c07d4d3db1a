"""A single job is done by main itself."""

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


def attempt(n):
    try:
        return job(n), None
    except ValueError as error:
        return None, error


def main(jobs, workers):
    if len(jobs) == 1:
        return [job(jobs[0])]
    with multiprocessing.Pool(workers) as pool:
        outcomes = pool.map(attempt, jobs, chunksize=1)
    for _, error in outcomes:
        if error:
            raise error
    return [value for value, _ in outcomes]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
