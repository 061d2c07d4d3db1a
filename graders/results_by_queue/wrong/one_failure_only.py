"""Knows of one failed process only: with two failures it waits for ever."""

# fails: failing_worker = deadlocked

import multiprocessing
import time


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def work(n, payload, q, failed):
    try:
        q.put((n, produce(n, payload)))
    except ValueError:
        failed.set()
        q.put(None)


def main(numbers, payload):
    q = multiprocessing.Queue()
    failed = multiprocessing.Event()
    ps = [multiprocessing.Process(target=work, args=(n, payload, q, failed)) for n in numbers]
    for p in ps:
        p.start()
    found = {}
    need = len(numbers)
    while len(found) < need:
        message = q.get()
        if message is None:
            need = len(numbers) - failed.is_set()
        else:
            found[message[0]] = message[1]
    for p in ps:
        p.join()
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
