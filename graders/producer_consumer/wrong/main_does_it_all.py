"""No processes: one thing after the other."""

# fails: eats_everything = failed
# fails: order_of_each_producer = failed
# fails: order_of_eating = failed
# fails: making_overlaps_eating = failed
# fails: producers_overlap = failed
# fails: ends = failed
# fails: much_to_eat = failed

import multiprocessing
import time


# given: leave as it is
def make(name, i):
    """Make item number i of one producer: slow."""
    time.sleep(0.2)
    return f"{name}-{i}"


# given: leave as it is
def eat(item):
    """Eat one item: slow. Returns the item."""
    time.sleep(0.1)
    return item


def main(producers, n):
    return [eat(make(name, i)) for name in producers for i in range(n)]


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
