"""concurrent.futures: a future brings the result or the exception."""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor, as_completed


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def main(numbers, payload):
    found = {}
    with ProcessPoolExecutor(max_workers=max(1, len(numbers))) as executor:
        futures = {executor.submit(produce, n, payload): n for n in numbers}
        for future in as_completed(futures):
            if future.exception() is None:
                found[futures[future]] = future.result()
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
