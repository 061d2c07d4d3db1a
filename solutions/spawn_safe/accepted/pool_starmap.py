"""A pool with a worker for each name."""

import multiprocessing
import sys
import time


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def main(names, label_width):
    if not names:
        return {}
    with multiprocessing.Pool(len(names)) as pool:
        labels = pool.starmap(render, [(name, label_width) for name in names], chunksize=1)
        pool.close()
        pool.join()
    return dict(zip(names, labels))


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
