"""Start, take, join in one loop: only one process works at a time."""

# fails: works_together = failed

import multiprocessing
import sys
import time


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def send_result(n, payload, results):
    try:
        results.put((n, produce(n, payload)))
    except ValueError as error:
        print(f"{n}: {error}", file=sys.stderr)
        results.put((n, None))


def main(numbers, payload):
    results = multiprocessing.Queue()
    found = {}
    for n in numbers:
        process = multiprocessing.Process(target=send_result, args=(n, payload, results))
        process.start()
        n, data = results.get()
        process.join()
        if data is not None:
            found[n] = data
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
