"""main does all by itself."""

# fails: arrives_in_order = failed
# fails: any_item = failed
# fails: ends = failed
# fails: big_items = failed
# fails: unloads_meanwhile = failed
# fails: consumer_dies = failed
# fails: main_dies = failed

import multiprocessing
import os
import time


# given: leave as it is
def load(item):
    """What main does with an item before it sends it: slow, and "crash" ends its process on the spot."""
    time.sleep(0.1)
    if item == "crash":
        os._exit(1)
    return item


# given: leave as it is
def unload(item):
    """What the consumer does with an item that has arrived: slow, and "bomb" ends its process on the spot."""
    time.sleep(0.1)
    if item == "bomb":
        os._exit(1)
    return item


def main(items):
    return [unload(load(item)) for item in items]


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
