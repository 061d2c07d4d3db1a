"""A count of open folders of one's own, read and written without a lock."""

# fails: right_total = deadlocked
# fails: visits_once = deadlocked
# fails: returns_when_all_is_done = deadlocked
# fails: ends = deadlocked
# fails: many_folders = failed
# fails: locked_folder = deadlocked

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


def walker(q, total, unfinished, done):
    while True:
        folder = q.get()
        try:
            size, folders = visit(folder)
            with total.get_lock():
                total.value += size
        except PermissionError as error:
            print("left out:", error, file=sys.stderr)
            folders = []
        for inner in folders:
            unfinished.value += 1
            q.put(inner)
        unfinished.value -= 1
        if unfinished.value == 0:
            done.set()


def main(tree):
    q = multiprocessing.Queue()
    total = multiprocessing.Value("q", 0)
    unfinished = multiprocessing.Value("i", 1)
    done = multiprocessing.Event()
    for _ in range(WORKERS):
        multiprocessing.Process(target=walker, args=(q, total, unfinished, done), daemon=True).start()
    q.put(tree)
    done.wait()
    return total.value


if __name__ == "__main__":
    print("found", main(TREE), "of 28")
