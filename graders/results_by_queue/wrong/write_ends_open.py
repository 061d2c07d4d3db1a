"""All pipes made first: with fork each child holds all write ends; a failed number before big ones: deadlock."""

# fails: failing_worker = deadlocked

import time
from multiprocessing import Pipe, Process


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def work(n, payload, conn):
    with conn:
        conn.send(produce(n, payload))


def main(numbers, payload):
    pipes = [Pipe(duplex=False) for _ in numbers]
    ps = [Process(target=work, args=(n, payload, w)) for n, (_, w) in zip(numbers, pipes)]
    for p in ps:
        p.start()
    for _, w in pipes:
        w.close()
    found = {}
    for n, (r, _) in zip(numbers, pipes):
        try:
            found[n] = r.recv()
        except EOFError:
            pass
    for p in ps:
        p.join()
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
