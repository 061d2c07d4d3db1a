"""A pipe for each worker: the end of the file says that nothing comes."""

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
    connection.send(produce(n, payload))


def main(numbers, payload):
    workers = []
    for n in numbers:
        reader, writer = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=send_result, args=(n, payload, writer))
        process.start()
        writer.close()
        workers.append((n, process, reader))
    found = {}
    for n, process, reader in workers:
        try:
            found[n] = reader.recv()
        except EOFError:
            print("nothing came from", n)
        process.join()
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
