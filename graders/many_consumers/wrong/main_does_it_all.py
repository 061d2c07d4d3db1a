"""No processes at all."""

# fails: handles_every_item = failed
# fails: odd_items = failed
# fails: any_numbers = failed
# fails: slow_producer = failed
# fails: consumers_work_together = failed
# fails: ends = failed

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def main(batches, consumers):
    return [handle(item) for batch in batches for item in batch]


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
