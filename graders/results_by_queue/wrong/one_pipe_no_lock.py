"""All workers write to one pipe without a lock: big messages are torn."""

# fails: big_results = crashed
# fails: failing_worker = crashed

import multiprocessing
import time


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def send_result(n, payload, connection):
    try:
        answer = (n, produce(n, payload))
    except ValueError:
        answer = (n, None)
    connection.send(answer)


def main(numbers, payload):
    reader, writer = multiprocessing.Pipe(duplex=False)
    processes = [multiprocessing.Process(target=send_result, args=(n, payload, writer)) for n in numbers]
    for process in processes:
        process.start()
    answers = [reader.recv() for _ in numbers]
    for process in processes:
        process.join()
    return {n: data for n, data in answers if data is not None}


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
