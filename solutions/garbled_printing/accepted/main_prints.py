"""The jobs send their text back and main prints; one that fails sends what is left: nothing."""

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


def report(name: str, lines: list[str], connection) -> None:
    prepare(name)
    text: list[str] = []
    try:
        for line in lines:
            text.append(format_line(name, line))
    finally:
        connection.send(text)
        connection.close()


def main(jobs: dict[str, list[str]]) -> None:
    running = []
    for name, lines in jobs.items():
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=report, args=(name, lines, theirs))
        process.start()
        theirs.close()
        running.append((process, ours))
    for process, connection in running:
        for line in connection.recv():
            print(line, flush=True)
        process.join()


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
