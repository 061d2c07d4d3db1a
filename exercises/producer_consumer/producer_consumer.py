"""Producers make, a consumer eats, and a queue lies between them, so that nobody waits for nothing.

Three functions are missing."""

import multiprocessing  # noqa: F401
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


def producer(q, name, n):
    """What a producer process does: make the items 0 to n-1 and put each on the queue q."""
    raise NotImplementedError("write the producer")


def consumer(q, out):
    """What the consumer process does: take items from q, eat them, and report each by way of out."""
    raise NotImplementedError("write the consumer")


def main(producers, n):
    """Start one producer process for each name and one consumer process; return what was eaten."""
    raise NotImplementedError("write main")


if __name__ == "__main__":
    start = time.monotonic()
    print(main(["ada", "bob", "cleo"], 4))
    print(f"{time.monotonic() - start:.1f} seconds; one after the other it would take 3.6")
