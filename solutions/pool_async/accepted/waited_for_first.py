"""`with Pool`, a context object of its own, and wait() for all before the first get()."""

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
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes=workers) as pool:
        pending = []
        for n in jobs:
            pending.append(pool.apply_async(func=job, kwds={"n": n}))
        for result in pending:
            result.wait()
    return [result.get() for result in pending]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
