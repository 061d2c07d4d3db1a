"""A room of 256 KiB for each result ("some hundred thousand bytes"), and bigger ones fail."""

# fails: big_results = failed

import ctypes
import multiprocessing
import time

ROOM = 1 << 18


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def work(n, payload, room, size):
    data = produce(n, payload)
    room[: len(data)] = data
    size.value = len(data)


def main(numbers, payload):
    jobs = {}
    for n in numbers:
        room = multiprocessing.RawArray(ctypes.c_char, ROOM)
        size = multiprocessing.Value("q", -1)
        p = multiprocessing.Process(target=work, args=(n, payload, room, size))
        p.start()
        jobs[n] = (p, room, size)
    for p, _, _ in jobs.values():
        p.join()
    return {n: room.raw[: size.value] for n, (p, room, size) in jobs.items() if size.value >= 0}


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
