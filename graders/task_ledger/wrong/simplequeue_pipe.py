"""put on a SimpleQueue blocks when its pipe (64 KiB) is full, and all walkers are in put."""

# fails: many_folders = deadlocked

import multiprocessing
import sys
import time

WORKERS = 3


# given: leave as it is
def visit(folder):
    """Look into one folder: the size of the files in it, and the list of the folders in it. Slow."""
    time.sleep(0.1)
    if "locked" in folder:
        raise PermissionError("this folder is locked")
    sizes = [entry for entry in folder.values() if not isinstance(entry, dict)]
    return sum(sizes), [entry for entry in folder.values() if isinstance(entry, dict)]


def walker(q, left, total):
    for folder in iter(q.get, None):
        size, inner = 0, []
        try:
            size, inner = visit(folder)
        except PermissionError as error:
            print(error, file=sys.stderr)
        with total.get_lock():
            total.value += size
        with left.get_lock():
            left.value += len(inner) - 1
            last = left.value == 0
        for one in inner:
            q.put(one)
        if last:
            for _ in range(WORKERS):
                q.put(None)


def main(tree):
    q = multiprocessing.SimpleQueue()
    total, left = multiprocessing.Value("q", 0), multiprocessing.Value("i", 1)
    crew = [multiprocessing.Process(target=walker, args=(q, left, total)) for _ in range(WORKERS)]
    for process in crew:
        process.start()
    q.put(tree)
    for process in crew:
        process.join()
    return total.value


if __name__ == "__main__":
    print("found", main({"a": 1, "b": {"c": 2}}))
