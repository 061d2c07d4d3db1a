"""The number travels as one byte; from 256 on that fails, and is taken for a failed number."""

# fails: every_result = failed

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
        data = produce(n, payload)
        connection.send_bytes(bytes([n]) + data)
    except ValueError:
        connection.send_bytes(b"")


def main(numbers, payload):
    readers, processes = [], []
    for n in numbers:
        reader, writer = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=send_result, args=(n, payload, writer))
        process.start()
        writer.close()
        readers.append(reader)
        processes.append(process)
    answers = {}
    for reader in readers:
        if message := reader.recv_bytes():
            answers[message[0]] = message[1:]
    for process in processes:
        process.join()
    return answers


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
