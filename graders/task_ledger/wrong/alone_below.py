"""Below the second level a walker goes through the rest by itself."""

# fails: workers_visit_together = failed

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


def alone(folder):
    try:
        size, folders = visit(folder)
    except PermissionError as error:
        print("left out:", error, file=sys.stderr)
        return 0
    return size + sum(map(alone, folders))


def walker(q, total):
    while True:
        depth, folder = q.get()
        if depth >= 2:
            size = alone(folder)
        else:
            try:
                size, folders = visit(folder)
                for inner in folders:
                    q.put((depth + 1, inner))
            except PermissionError as error:
                size = 0
                print("left out:", error, file=sys.stderr)
        with total.get_lock():
            total.value += size
        q.task_done()


def main(tree):
    q = multiprocessing.JoinableQueue()
    total = multiprocessing.Value("q", 0)
    for _ in range(WORKERS):
        multiprocessing.Process(target=walker, args=(q, total), daemon=True).start()
    q.put((0, tree))
    q.join()
    return total.value


if __name__ == "__main__":
    print("found", main(TREE), "of 28")
