"""Takes results with short time-outs until nobody is alive, and looks once more after that."""

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


def send_result(n, payload, results):
    time.sleep(0.1)
    print("working on", n, file=sys.stderr)
    results.put((n, produce(n, payload)))
    print("done with", n, file=sys.stderr)


def main(numbers, payload):
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=send_result, args=(n, payload, results)) for n in numbers]
    for process in processes:
        process.start()
    found = {}
    while any(process.is_alive() for process in processes):
        try:
            n, data = results.get(timeout=0.1)
            found[n] = data
        except queue.Empty:
            continue
    for process in processes:
        process.join()
    while not results.empty():
        n, data = results.get()
        found[n] = data
    time.sleep(0.5)
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
