"""Each worker gets its share at the start: who is done early has nothing to do while others have jobs left."""

# fails: nobody_idle = failed

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


def share(numbers):
    return [attempt(n) for n in numbers]


def main(jobs, workers):
    with multiprocessing.Pool(workers) as pool:
        shares = pool.map(share, [jobs[first::workers] for first in range(workers)], chunksize=1)
    outcomes = [shares[place % workers][place // workers] for place in range(len(jobs))]
    for _, error in outcomes:
        if error is not None:
            raise error
    return [result for result, _ in outcomes]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
