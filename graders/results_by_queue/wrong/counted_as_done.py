"""A worker counts itself as done after its put; main ends when all are and the queue looks empty, while a thread still sends."""

# fails: every_result = failed
# fails: big_results = deadlocked
# fails: failing_worker = failed

import multiprocessing
import queue
import sys
import time


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def send_result(n, payload, results, done):
    try:
        results.put((n, produce(n, payload)))
    except ValueError as error:
        print(f"{n}: {error}", file=sys.stderr)
    with done.get_lock():
        done.value += 1


def main(numbers, payload):
    results = multiprocessing.Queue()
    done = multiprocessing.Value("i", 0)
    processes = [multiprocessing.Process(target=send_result, args=(n, payload, results, done)) for n in numbers]
    for process in processes:
        process.start()
    found = {}
    while done.value < len(numbers) or not results.empty():
        try:
            n, data = results.get(timeout=0.1)
            found[n] = data
        except queue.Empty:
            pass
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
