"""result() raises the worker's exception in main: nothing is returned."""

# fails: failing_worker = crashed

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def main(numbers, payload):
    with ProcessPoolExecutor(max_workers=max(1, len(numbers))) as executor:
        futures = {n: executor.submit(produce, n, payload) for n in numbers}
        return {n: future.result() for n, future in futures.items()}


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
