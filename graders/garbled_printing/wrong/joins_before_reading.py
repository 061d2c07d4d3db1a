"""Each child sends its block, and main joins before it receives: a block of more than a pipe holds blocks both."""

# fails: every_line_once = deadlocked

import multiprocessing
import time


def prepare(name):
    """Stands for slow work that needs nothing from the others."""
    time.sleep(0.2)


def format_line(name, line):
    """The text of one line; refuses what is no text."""
    if not isinstance(line, str):
        raise TypeError(f"{name}: {line!r} is not a line")
    return f"{name}: {line}"


def report(name, lines, lock):
    prepare(name)
    lock.send([format_line(name, line) for line in lines])
    lock.close()


def main(jobs):
    crew = []
    for name, lines in jobs.items():
        here, there = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=report, args=(name, lines, there))
        process.start()
        there.close()
        crew.append((process, here))
    for process, here in crew:
        process.join()
        try:
            for text in here.recv():
                print(text)
        except EOFError:
            pass


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
