"""Each worker leaves its result in a file; main joins, then reads what is there."""

import multiprocessing
import tempfile
import time
from pathlib import Path


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def send_result(n, payload, folder):
    data = produce(n, payload)
    Path(folder, str(n)).write_bytes(data)


def main(numbers, payload):
    with tempfile.TemporaryDirectory() as folder:
        processes = [multiprocessing.Process(target=send_result, args=(n, payload, folder)) for n in numbers]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return {int(path.name): path.read_bytes() for path in Path(folder).iterdir()}


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
