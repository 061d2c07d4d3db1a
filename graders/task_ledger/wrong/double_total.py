"""The total is a double: above 2**53 it loses units."""

# fails: right_total = failed

import multiprocessing
import sys
import time


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
            print(error, file=sys.stderr)
        q.task_done()


def main(tree):
    q = multiprocessing.JoinableQueue()
    total = multiprocessing.Value("d", 0)
    for _ in range(3):
        multiprocessing.Process(target=walker, args=(q, total), daemon=True).start()
    q.put(tree)
    q.join()
    return int(total.value)


if __name__ == "__main__":
    print("found", main({"a": 1, "b": {"c": 2}}))
