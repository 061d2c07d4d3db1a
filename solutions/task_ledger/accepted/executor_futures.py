"""concurrent.futures: main submits what each finished future has found."""

import concurrent.futures as cf
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


def main(tree):
    total = 0
    with cf.ProcessPoolExecutor(max_workers=3) as executor:
        pending = {executor.submit(visit, tree)}
        while pending:
            done, pending = cf.wait(pending, return_when=cf.FIRST_COMPLETED)
            for future in done:
                try:
                    size, inner = future.result()
                except PermissionError as error:
                    print("skipped:", error, file=sys.stderr)
                    continue
                total += size
                pending |= {executor.submit(visit, folder) for folder in inner}
    return total


if __name__ == "__main__":
    print("found", main(TREE), "of 28")
