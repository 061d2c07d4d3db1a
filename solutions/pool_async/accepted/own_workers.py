"""No pool: a Process subclass, two queues, an end signal for each worker."""

import multiprocessing
import time


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


class Worker(multiprocessing.Process):
    def __init__(self, todo, done):
        super().__init__()
        self.todo = todo
        self.done = done

    def run(self):
        for number, n in iter(self.todo.get, None):
            try:
                self.done.put((number, True, job(n)))
            except ValueError as error:
                self.done.put((number, False, error))


def main(jobs, workers):
    todo, done = multiprocessing.SimpleQueue(), multiprocessing.Queue()
    crew = [Worker(todo, done) for _ in range(workers)]
    for worker in crew:
        worker.start()
    for pair in enumerate(jobs):
        todo.put(pair)
    for _ in crew:
        todo.put(None)
    outcomes = sorted((done.get() for _ in jobs), key=lambda outcome: outcome[0])
    for worker in crew:
        worker.join()
    failed = [value for _, fine, value in outcomes if not fine]
    if failed:
        raise failed[0]
    return [value for _, _, value in outcomes]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
