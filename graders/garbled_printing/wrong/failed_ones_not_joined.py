"""A job that has failed is not joined."""

# fails: ends = failed

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


def job(name, lines, lock, conn):
    report(name, lines, lock)
    conn.send("done")


def main(jobs):
    lock = multiprocessing.Lock()
    running = []
    for name, lines in jobs.items():
        reader, writer = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=job, args=(name, lines, lock, writer))
        process.start()
        writer.close()
        running.append((process, reader))
    for process, reader in running:
        try:
            reader.recv()
            process.join()
        except EOFError:
            pass


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
