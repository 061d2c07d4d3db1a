"""A lock around the job: a pool of any size is as quick as one worker."""

# fails: all_workers_at_work = failed
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


def keep_lock(lock):
    global one_at_a_time
    one_at_a_time = lock


def careful(n):
    with one_at_a_time:
        return job(n)


def main(jobs, workers):
    pool = multiprocessing.Pool(workers, initializer=keep_lock, initargs=(multiprocessing.Lock(),))
    try:
        receipts = [pool.apply_async(careful, (n,)) for n in jobs]
        return [receipt.get() for receipt in receipts]
    finally:
        pool.close()
        pool.join()


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
