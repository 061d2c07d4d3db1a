"""With many jobs they go out in chunks: a long one holds up the others of its chunk."""

# fails: nobody_idle = failed

import functools
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
    except Exception as error:
        return None, error


def main(jobs, workers):
    with multiprocessing.Pool(workers) as pool:
        pairs = pool.map(attempt, jobs, chunksize=1 + len(jobs) // (8 * workers))
        pool.close()
        pool.join()
    for _, error in pairs:
        if error is not None:
            raise error
    return [value for value, _ in pairs]


if __name__ == "__main__":
    started = time.perf_counter()
    print(main([5, 2, 4, 3, 6], 4))
    seconds = time.perf_counter() - started
    print(f"4 workers took {seconds:.1f} seconds for 2.0 seconds of work")
    try:
        main([2, -1, 3], 2)
    except ValueError as error:
        print(f"{error}; still there: {[process.name for process in multiprocessing.active_children()]}")
