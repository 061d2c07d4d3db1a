"""apply_async with callbacks that hand out more; an event says that nothing is left."""

import multiprocessing
import sys
import threading
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


class Walk:
    def __init__(self, pool):
        self.pool = pool
        self.total = 0
        self.open = 0
        self.lock = threading.Lock()
        self.over = threading.Event()

    def add(self, folder):
        with self.lock:
            self.open += 1
        self.pool.apply_async(visit, (folder,), callback=self.found, error_callback=self.failed)

    def found(self, result):
        size, inner = result
        self.total += size
        for folder in inner:
            self.add(folder)
        self.close_one()

    def failed(self, error):
        print(error, file=sys.stderr)
        self.close_one()

    def close_one(self):
        with self.lock:
            self.open -= 1
            if not self.open:
                self.over.set()


def main(tree):
    with multiprocessing.Pool(2) as pool:
        walk = Walk(pool)
        walk.add(tree)
        walk.over.wait()
    return walk.total


if __name__ == "__main__":
    print("found", main(TREE), "of 28")
