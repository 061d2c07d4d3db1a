"""The count of open folders is raised after the put: another worker may be done with that folder first."""

# fails: right_total = failed
# fails: visits_once = failed
# fails: returns_when_all_is_done = failed

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


def walker(q, total, unfinished, changed):
    for folder in iter(q.get, None):
        try:
            size, inner = visit(folder)
        except PermissionError as error:
            print(error, file=sys.stderr)
            size, inner = 0, []
        with changed:
            total.value += size
        for one in inner:
            q.put(one)
            with changed:
                unfinished.value += 1
        with changed:
            unfinished.value -= 1
            if unfinished.value == 0:
                changed.notify_all()


def main(tree):
    q = multiprocessing.Queue()
    changed = multiprocessing.Condition()
    total = multiprocessing.Value("q", 0, lock=changed)
    unfinished = multiprocessing.Value("i", 1, lock=changed)
    workers = [multiprocessing.Process(target=walker, args=(q, total, unfinished, changed)) for _ in range(WORKERS)]
    for process in workers:
        process.start()
    q.put(tree)
    with changed:
        changed.wait_for(lambda: unfinished.value == 0)
    for _ in workers:
        q.put(None)
    for process in workers:
        process.join()
    return total.value


if __name__ == "__main__":
    print("found", main(TREE), "of 28")
