"""Naps between all steps, says what it does, and asks the receipts again and again."""

import multiprocessing
import sys
import time


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def main(jobs, workers):
    pool = multiprocessing.Pool(workers, initializer=say, initargs=("a worker starts",))
    time.sleep(0.3)
    receipts = []
    for n in jobs:
        receipts.append(pool.apply_async(job, [n]))
        say("handed out", n)
        time.sleep(0.05)
    pool.close()
    while not all(receipt.ready() for receipt in receipts):
        time.sleep(0.01)
    pool.join()
    say([receipt.successful() for receipt in receipts])
    results = []
    for receipt in receipts:
        results.append(receipt.get())
        say("got", results[-1])
    return results


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
