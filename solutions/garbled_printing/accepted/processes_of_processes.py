"""Two bosses start the jobs, and join them."""

import multiprocessing
import time


# given: leave as it is
def prepare(name):
    """Stands for slow work that needs nothing from the others."""
    time.sleep(0.2)


# given: leave as it is
def format_line(name, line):
    """The text of one line; refuses what is no text."""
    if not isinstance(line, str):
        raise TypeError(f"{name}: {line!r} is not a line")
    return f"{name}: {line}"


def report(name, lines, lock):
    prepare(name)
    with lock:
        for line in lines:
            print(format_line(name, line))


def boss(jobs, lock):
    ps = [multiprocessing.Process(target=report, args=(n, l, lock)) for n, l in jobs]
    for p in ps:
        p.start()
    for p in ps:
        p.join()


def main(jobs):
    jobs = list(jobs.items())
    lock = multiprocessing.Lock()
    half = len(jobs) // 2
    bosses = [multiprocessing.Process(target=boss, args=(part, lock)) for part in (jobs[:half], jobs[half:])]
    for p in bosses:
        p.start()
    for p in bosses:
        p.join()


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
