"""The queue holds a hundred folders: when it is full and all walkers put, nobody takes."""

# fails: many_folders = deadlocked

import multiprocessing
import sys
import time

WORKERS = 3
TREE = {
    "readme": 1,
    "music": {"song": 5, "live": {"concert": 7, "encore": 2}},
    "photos": {"2023": {"cat": 3, "dog": 4}, "2024": {"fox": 6}},
    "empty": {},
}


# given: leave as it is
def visit(folder):
    """Look into one folder: the size of the files in it, and the list of the folders in it. Slow."""
    time.sleep(0.1)
    if "locked" in folder:
        raise PermissionError("this folder is locked")
    sizes = [entry for entry in folder.values() if not isinstance(entry, dict)]
    return sum(sizes), [entry for entry in folder.values() if isinstance(entry, dict)]


def walker(q, total):
    while True:
        folder = q.get()
        try:
            size, folders = visit(folder)
            with total.get_lock():
                total.value += size
            for inner in folders:
                q.put(inner)
        except PermissionError as error:
            print("left out:", error, file=sys.stderr)
        finally:
            q.task_done()


def main(tree):
    q = multiprocessing.JoinableQueue(100)
    total = multiprocessing.Value("q", 0)
    for _ in range(WORKERS):
        multiprocessing.Process(target=walker, args=(q, total), daemon=True).start()
    q.put(tree)
    q.join()
    return total.value


if __name__ == "__main__":
    print("found", main(TREE), "of 28")
