"""A Manager's queue keeps everything in the manager, so joining first is right."""

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
    found = {}
    with multiprocessing.Manager() as manager:
        results = manager.Queue()
        processes = []
        for n in numbers:
            process = multiprocessing.Process(target=send_result, args=(n, payload, results), daemon=True)
            process.start()
            processes.append(process)
        for process in processes:
            process.join()
        while True:
            try:
                n, data = results.get_nowait()
            except queue.Empty:
                return found
            found[n] = data


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
