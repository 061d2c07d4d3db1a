"""Sleeps everywhere, tells everything, looks again and again; still right."""

import multiprocessing
import queue
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
        try:
            folder = q.get(timeout=0.3)
        except queue.Empty:
            print("nothing to do", file=sys.stderr)
            continue
        time.sleep(0.5)
        try:
            size, folders = visit(folder)
        except PermissionError as error:
            print("left out:", error, file=sys.stderr)
        else:
            print(len(folders), "more", file=sys.stderr)
            for inner in folders:
                time.sleep(0.1)
                q.put(inner)
            with total.get_lock():
                before = total.value
                time.sleep(0.1)
                total.value = before + size
        time.sleep(0.2)
        q.task_done()
        print("done", file=sys.stderr)


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
