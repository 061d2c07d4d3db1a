"""A worker gives a permit after its put; when main has all of them it takes what is in the queue, where some is still missing."""

# fails: every_result = failed
# fails: big_results = deadlocked
# fails: failing_worker = failed

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


def send_result(n, payload, results, ended):
    try:
        results.put((n, produce(n, payload)))
    except ValueError as error:
        print(f"{n}: {error}", file=sys.stderr)
    finally:
        ended.release()


def main(numbers, payload):
    results = multiprocessing.Queue()
    ended = multiprocessing.Semaphore(0)
    processes = [multiprocessing.Process(target=send_result, args=(n, payload, results, ended)) for n in numbers]
    for process in processes:
        process.start()
    for _ in processes:
        ended.acquire()
    found = {}
    while not results.empty():
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
