"""A thread takes the results while main joins the processes."""

import multiprocessing
import threading
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


def collect(results, found):
    for n, data in iter(results.get, None):
        found[n] = data


def main(numbers, payload):
    results = multiprocessing.Queue()
    found = {}
    thread = threading.Thread(target=collect, args=(results, found))
    processes = [multiprocessing.Process(target=send_result, args=(n, payload, results)) for n in numbers]
    for process in processes:
        process.start()
    thread.start()
    for process in processes:
        process.join()
    results.put(None)
    thread.join()
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
