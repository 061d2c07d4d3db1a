"""start and join in one loop: one at a time, and a big result hangs the first join."""

# fails: big_results = deadlocked
# fails: works_together = failed
# fails: failing_worker = deadlocked

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
    for n in numbers:
        process = multiprocessing.Process(target=send_result, args=(n, payload, results))
        process.start()
        process.join()
    answers = [results.get() for _ in numbers]
    return {n: data for n, data in answers if data is not None}


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
