"""One found folder is put, then task_done, then the others."""

# fails: right_total = failed
# fails: visits_once = failed
# fails: returns_when_all_is_done = failed
# fails: locked_folder = failed

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
        except PermissionError as error:
            print("left out:", error, file=sys.stderr)
            folders = []
        for inner in folders[:1]:
            q.put(inner)
        q.task_done()
        for inner in folders[1:]:
            q.put(inner)


def main(tree):
    q = multiprocessing.JoinableQueue()
    total = multiprocessing.Value("q", 0)
    for _ in range(WORKERS):
        multiprocessing.Process(target=walker, args=(q, total), daemon=True).start()
    q.put(tree)
    q.join()
    return total.value


if __name__ == "__main__":
    print("found", main(TREE), "of 28")
