"""At most 8 (a hard-coded number) at the same time."""

# fails: works_together = failed

import multiprocessing
import time


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def work(n, payload, q, gate):
    with gate:
        try:
            q.put((n, produce(n, payload)))
        except ValueError:
            q.put((n, None))


def main(numbers, payload):
    q = multiprocessing.Queue()
    gate = multiprocessing.Semaphore(8)
    ps = [multiprocessing.Process(target=work, args=(n, payload, q, gate)) for n in numbers]
    for p in ps:
        p.start()
    pairs = [q.get() for _ in ps]
    for p in ps:
        p.join()
    return {n: v for n, v in pairs if v is not None}


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
