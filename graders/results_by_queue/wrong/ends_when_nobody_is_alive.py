"""main stops as soon as nobody is alive: what was written in the last moment is lost."""

# fails: every_result = failed
# fails: failing_worker = failed

import multiprocessing
import queue
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
    while any(process.is_alive() for process in processes):
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
