"""No more jobs are handed out once one has failed."""

# fails: every_job_is_run = failed

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
    failed = threading.Event()

    def fail(error):
        failed.set()
        room.release()

    pool = multiprocessing.Pool(workers)
    receipts = []
    for n in jobs:
        room.acquire()
        if failed.is_set():
            break
        receipts.append(pool.apply_async(job, (n,), callback=lambda value: room.release(), error_callback=fail))
    pool.close()
    pool.join()
    return [receipt.get() for receipt in receipts]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
