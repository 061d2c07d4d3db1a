"""A Manager's dict has no pipe that fills up: join first is right here."""

import multiprocessing
import time


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def send_result(n, payload, shared):
    shared[n] = produce(n, payload)


def main(numbers, payload):
    with multiprocessing.Manager() as manager:
        shared = manager.dict()
        processes = [multiprocessing.Process(target=send_result, args=(n, payload, shared)) for n in numbers]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared)


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
