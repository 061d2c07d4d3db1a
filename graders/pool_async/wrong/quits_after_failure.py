"""A worker ends with a failed job: one worker less for the others (the last one goes on)."""

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


def labour(todo, done, staff):
    for place, n in iter(todo.get, None):
        try:
            done.put((place, job(n), None))
        except ValueError as error:
            done.put((place, None, error))
            with staff.get_lock():
                if staff.value > 1:
                    staff.value -= 1
                    return


def main(jobs, workers):
    todo, done = multiprocessing.Queue(), multiprocessing.Queue()
    staff = multiprocessing.Value("i", workers)
    for pair in enumerate(jobs):
        todo.put(pair)
    for _ in range(workers):
        todo.put(None)
    crew = [multiprocessing.Process(target=labour, args=(todo, done, staff)) for _ in range(workers)]
    for one in crew:
        one.start()
    outcomes = {}
    for _ in jobs:
        place, value, error = done.get()
        outcomes[place] = value, error
    for one in crew:
        one.join()
    for place in range(len(jobs)):
        if outcomes[place][1]:
            raise outcomes[place][1]
    return [outcomes[place][0] for place in range(len(jobs))]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
