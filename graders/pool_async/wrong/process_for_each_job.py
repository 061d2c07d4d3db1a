"""A process for each job, all at once."""

# fails: all_workers_at_work = failed

import multiprocessing
import time


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


def run(results, number, n):
    try:
        results.put((number, job(n), None))
    except ValueError as error:
        results.put((number, None, error))


def main(jobs, workers):
    results = multiprocessing.SimpleQueue()
    processes = [multiprocessing.Process(target=run, args=(results, *pair)) for pair in enumerate(jobs)]
    for process in processes:
        process.start()
    found = {number: (value, error) for number, value, error in (results.get() for _ in jobs)}
    for process in processes:
        process.join()
    for number in sorted(found):
        if found[number][1] is not None:
            raise found[number][1]
    return [found[number][0] for number in range(len(jobs))]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
