"""Workers of main's own: one that meets a failing job dies of it, and main waits for its result for ever."""

# fails: every_job_is_run = deadlocked
# fails: first_failure_raised = deadlocked
# fails: workers_gone = deadlocked

import multiprocessing
import time


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


def worker(todo, done):
    for number, n in iter(todo.get, None):
        done.put((number, job(n)))


def main(jobs, workers):
    todo, done = multiprocessing.SimpleQueue(), multiprocessing.SimpleQueue()
    crew = [multiprocessing.Process(target=worker, args=(todo, done)) for _ in range(workers)]
    for process in crew:
        process.start()
    for pair in enumerate(jobs):
        todo.put(pair)
    for _ in crew:
        todo.put(None)
    found = dict(done.get() for _ in jobs)
    for process in crew:
        process.join()
    return [found[number] for number in range(len(jobs))]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
