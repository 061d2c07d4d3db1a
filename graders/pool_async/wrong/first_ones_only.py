"""As many as there are workers are run at the same time, all others one by one."""

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


def main(jobs, workers):
    pool = multiprocessing.Pool(workers)
    try:
        receipts = [pool.apply_async(job, (n,)) for n in jobs[:workers]]
        for n in jobs[workers:]:
            receipts.append(pool.apply_async(job, (n,)))
            receipts[-1].wait()
        return [receipt.get() for receipt in receipts]
    finally:
        pool.close()
        pool.join()


if __name__ == "__main__":
    started = time.perf_counter()
    print(main([5, 2, 4, 3, 6], 4))
    seconds = time.perf_counter() - started
    print(f"4 workers took {seconds:.1f} seconds for 2.0 seconds of work")
    try:
        main([2, -1, 3], 2)
    except ValueError as error:
        print(f"{error}; still there: {[process.name for process in multiprocessing.active_children()]}")
