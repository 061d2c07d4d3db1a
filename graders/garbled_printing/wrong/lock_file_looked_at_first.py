"""A file says that somebody prints; two may find it missing at the same time."""

# fails: lines_stay_together = failed
# fails: failing_job = failed

import multiprocessing
import os
import tempfile
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
    while os.path.exists(lock):
        time.sleep(0.05)
    open(lock, "w").close()
    try:
        for line in lines:
            print(format_line(name, line))
    finally:
        os.unlink(lock)


def main(jobs):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "lock")
        ps = [multiprocessing.Process(target=report, args=(n, l, path)) for n, l in jobs.items()]
        for p in ps:
            p.start()
        for p in ps:
            p.join()


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
