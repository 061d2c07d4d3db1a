"""Big results travel in pieces, with a mark for the end of each."""

import multiprocessing
import time
from multiprocessing import SimpleQueue


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


PIECE = 30_000


def send_result(n, payload, results):
    try:
        data = produce(n, payload)
        results.put((n, b""))
        for start in range(0, len(data), PIECE):
            results.put((n, data[start : start + PIECE]))
    finally:
        results.put((n, None))


def main(numbers, payload):
    results = SimpleQueue()
    processes = [multiprocessing.Process(target=send_result, args=(n, payload, results)) for n in numbers]
    for process in processes:
        process.start()
    found = {}
    at_work = len(processes)
    while at_work:
        n, piece = results.get()
        if piece is None:
            at_work -= 1
        else:
            found[n] = found.get(n, b"") + piece
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
