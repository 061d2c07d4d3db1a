"""A subclass of Process that has a queue of its own and always answers."""

import multiprocessing
import time
from multiprocessing import Process, Queue


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


class Producer(Process):
    def __init__(self, n: int, payload: bytes) -> None:
        super().__init__()
        self.n = n
        self.payload = payload
        self.answer = Queue()

    def run(self) -> None:
        outcome = None
        try:
            outcome = produce(self.n, self.payload)
        finally:
            self.answer.put(outcome)


def main(numbers: list[int], payload: bytes) -> dict[int, bytes]:
    producers = [Producer(n, payload) for n in numbers]
    for producer in producers:
        producer.start()
    found = {}
    for producer in producers:
        outcome = producer.answer.get()
        if outcome is not None:
            found[producer.n] = outcome
        producer.join()
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
