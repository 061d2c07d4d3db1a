"""Futures as they are done, each put in the place of its job."""

import concurrent.futures
import time


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


def main(jobs, workers):
    executor = concurrent.futures.ProcessPoolExecutor(workers)
    places = {executor.submit(job, n): place for place, n in enumerate(jobs)}
    found = [None] * len(jobs)
    for future in concurrent.futures.as_completed(places):
        found[places[future]] = future
    executor.shutdown()
    return [future.result() for future in found]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
