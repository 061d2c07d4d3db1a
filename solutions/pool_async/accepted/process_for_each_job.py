"""A process for each job, never more of them than workers: the next one starts when one has ended."""

import multiprocessing
import time
from multiprocessing.connection import wait


# given: leave as it is
def job(n):
    """One job: takes a tenth of a second for each unit of n, and squares it; refuses negative numbers."""
    time.sleep(abs(n) / 10)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


def run(writer, number, n):
    try:
        writer.send((number, job(n), None))
    except ValueError as error:
        writer.send((number, None, error))


def main(jobs, workers):
    todo = list(enumerate(jobs))
    running, outcomes = {}, {}
    while todo or running:
        while todo and len(running) < workers:
            reader, writer = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.Process(target=run, args=(writer, *todo.pop(0)))
            process.start()
            writer.close()
            running[reader] = process
        for reader in wait(list(running)):
            number, value, error = reader.recv()
            outcomes[number] = value, error
            running.pop(reader).join()
    for number in sorted(outcomes):
        if outcomes[number][1] is not None:
            raise outcomes[number][1]
    return [outcomes[number][0] for number in sorted(outcomes)]


if __name__ == "__main__":
    print(main([5, 2, 4, 3, 6], 4))
