"""main looks who has failed, and then waits for all the others; one that fails later is waited for."""

# fails: failing_worker = deadlocked

import multiprocessing
import time


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def send_result(n, payload, results):
    results.put((n, produce(n, payload)))


def main(numbers, payload):
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=send_result, args=(n, payload, results)) for n in numbers]
    for process in processes:
        process.start()
    found = {}
    while len(found) < sum(process.exitcode in (None, 0) for process in processes):
        n, data = results.get()
        found[n] = data
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
