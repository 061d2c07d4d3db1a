"""A pool of two workers, however many numbers there are."""

# fails: works_together = failed

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
        return n, produce(n, payload)
    except ValueError:
        return n, None


def main(numbers, payload):
    pool = multiprocessing.Pool(2)
    answers = pool.starmap(attempt, [(n, payload) for n in numbers], chunksize=1)
    pool.close()
    pool.join()
    return {n: data for n, data in answers if data is not None}


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
