"""A pool visits all folders of one depth, then all of the next."""

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


def look(folder):
    try:
        return visit(folder)
    except PermissionError as error:
        print(error, file=sys.stderr)
        return 0, []


def main(tree):
    total, level = 0, [tree]
    with multiprocessing.Pool(3) as pool:
        while level:
            found = pool.map(look, level, chunksize=1)
            total += sum(size for size, _ in found)
            level = [folder for _, inner in found for folder in inner]
        pool.close()
        pool.join()
    return total


if __name__ == "__main__":
    print("found", main(TREE), "of 28")
