"""A pool with a worker for each number; map with a function that returns its failure."""

import multiprocessing
import time


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def attempt(n, payload):
    try:
        return n, [produce(n, payload)]
    except Exception:
        return n, []


def main(numbers, payload):
    if not numbers:
        return {}
    pool = multiprocessing.Pool(len(numbers))
    answers = pool.starmap(attempt, [(n, payload) for n in numbers], chunksize=1)
    pool.close()
    pool.join()
    return {n: data for n, found in answers for data in found}


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
