"""A worker leaves when the queue looks empty, while another is about to find more."""

# fails: right_total = failed
# fails: visits_once = failed
# fails: returns_when_all_is_done = failed
# fails: workers_visit_together = failed
# fails: locked_folder = failed

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
            folder = q.get_nowait()
        except queue.Empty:
            return
        try:
            size, folders = visit(folder)
            with total.get_lock():
                total.value += size
            for inner in folders:
                q.put(inner)
        except PermissionError as error:
            print("left out:", error, file=sys.stderr)


def main(tree):
    q = multiprocessing.Queue()
    total = multiprocessing.Value("q", 0)
    q.put(tree)
    workers = [multiprocessing.Process(target=walker, args=(q, total)) for _ in range(WORKERS)]
    for process in workers:
        process.start()
    for process in workers:
        process.join()
    return total.value


if __name__ == "__main__":
    print("found", main(TREE), "of 28")
