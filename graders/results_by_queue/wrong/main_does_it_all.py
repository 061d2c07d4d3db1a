"""No processes at all."""

# fails: every_result = failed
# fails: big_results = failed
# fails: works_together = failed
# fails: failing_worker = failed

import multiprocessing
import time


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def main(numbers, payload):
    found = {}
    for n in numbers:
        try:
            found[n] = produce(n, payload)
        except ValueError:
            print(n, "failed")
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
