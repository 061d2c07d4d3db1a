"""A pool of one worker is a consumer that ends by itself when the pool is closed."""

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def main(items):
    with multiprocessing.Pool(processes=1) as pool:
        results = pool.map(handle, items)
        pool.close()
        pool.join()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
