"""imap gives results and exceptions in order; it is read to its end, and the first exception raised then."""

import multiprocessing
import time


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


class Crew:
    def __init__(self, workers):
        self.pool = multiprocessing.Pool(workers)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.pool.close()
        self.pool.join()

    def run(self, jobs):
        results, errors = [], []
        outcomes = self.pool.imap(job, jobs)
        while True:
            try:
                results.append(outcomes.next())
            except StopIteration:
                return results, errors
            except ValueError as error:
                errors.append(error)


def main(jobs, workers):
    with Crew(workers) as crew:
        results, errors = crew.run(jobs)
    for error in errors:
        raise error
    return results
