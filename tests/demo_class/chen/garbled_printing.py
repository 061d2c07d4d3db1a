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


def report(name, lines, outbox):
    prepare(name)
    outbox.put([format_line(name, line) for line in lines])


def printer(inbox):
    for lines in iter(inbox.get, None):
        for line in lines:
            print(line)


def main(jobs):
    inbox = multiprocessing.SimpleQueue()
    printing = multiprocessing.Process(target=printer, args=(inbox,))
    printing.start()
    processes = []
    for name in jobs:
        processes.append(multiprocessing.Process(target=report, args=(name, jobs[name], inbox)))
        processes[-1].start()
    for process in processes:
        process.join()
    inbox.put(None)
    printing.join()


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
