"""At most ten numbers are worked on at the same time."""

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


def send_result(n, payload, results, places):
    with places:
        data = None
        try:
            data = produce(n, payload)
        finally:
            results.put((n, data))


def main(numbers, payload):
    results = multiprocessing.Queue()
    places = multiprocessing.Semaphore(10)
    processes = [multiprocessing.Process(target=send_result, args=(n, payload, results, places)) for n in numbers]
    for process in processes:
        process.start()
    answers = [results.get() for _ in numbers]
    for process in processes:
        process.join()
    return {n: data for n, data in answers if data is not None}


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
