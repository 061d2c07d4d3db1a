"""A pool that is made on import."""

# fails: every_label = deadlocked
# fails: width_is_told = deadlocked
# fails: all_at_once = deadlocked
# fails: ends = deadlocked
# fails: import_starts_nothing = failed

import multiprocessing
import sys
import time

pool = multiprocessing.Pool(3)


# given: leave as it is
def render(name, width):
    """Make one label: slow."""
    time.sleep(0.1)
    return name.center(width, "*")


def main(names, label_width):
    return dict(zip(names, pool.starmap(render, [(name, label_width) for name in names], chunksize=1)))


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else "fork")
    for label in main(["ada", "bob", "cleo"], 30).values():
        print(label)
