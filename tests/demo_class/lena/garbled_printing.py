import multiprocessing
import sys
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
    print(name, "prepares", file=sys.stderr)
    prepare(name)
    time.sleep(0.5)
    print(name, "wants to print", file=sys.stderr)
    with lock:
        print(name, "prints", file=sys.stderr)
        for line in lines:
            time.sleep(0.05)
            print(format_line(name, line))
    print(name, "is done", file=sys.stderr)


def main(jobs):
    lock = multiprocessing.Semaphore(1)
    processes = []
    for name, lines in jobs.items():
        process = multiprocessing.Process(target=report, args=(name, lines), kwargs={"lock": lock}, name=name)
        processes.append(process)
        process.start()
        time.sleep(0.1)
    for process in processes:
        process.join()
        print(process.name, process.exitcode, file=sys.stderr)


if __name__ == "__main__":
    main({name: [f"line {number}" for number in range(1, 6)] for name in ("ada", "bob", "cleo")})
