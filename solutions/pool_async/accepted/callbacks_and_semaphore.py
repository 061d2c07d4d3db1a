"""Callbacks put the results in place; a semaphore lets only as many jobs out as there are workers."""

import multiprocessing
import threading
import time


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


def main(jobs, workers):
    room = threading.Semaphore(workers)
    results, failures = {}, {}

    def keep(where, number, what):
        where[number] = what
        room.release()

    pool = multiprocessing.Pool(workers)
    for number, n in enumerate(jobs):
        room.acquire()
        pool.apply_async(
            job,
            (n,),
            callback=lambda value, number=number: keep(results, number, value),
            error_callback=lambda error, number=number: keep(failures, number, error),
        )
    pool.close()
    pool.join()
    if failures:
        raise failures[min(failures)]
    return [results[number] for number in range(len(jobs))]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
