"""Each job is a subclass of Process that carries its lines."""

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


class Job(multiprocessing.Process):
    def __init__(self, name, lines, lock):
        super().__init__(name=name)
        self.lines = lines
        self.lock = lock

    def run(self):
        report(self.name, self.lines, self.lock)


def main(jobs):
    lock = multiprocessing.Lock()
    started = []
    for name, lines in jobs.items():
        job = Job(name, lines, lock)
        job.start()
        started.append(job)
    while started:
        started.pop().join()


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
