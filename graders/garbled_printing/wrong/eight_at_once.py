"""The ninth job is started when the first eight have ended."""

# fails: prepare_overlaps = failed

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
            print(format_line(name, line), flush=True)


def main(jobs):
    lock = multiprocessing.Lock()
    todo = list(jobs.items())
    while todo:
        now, todo = todo[:8], todo[8:]
        processes = [multiprocessing.Process(target=report, args=(name, lines, lock)) for name, lines in now]
        for process in processes:
            process.start()
        for process in processes:
            process.join()


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
