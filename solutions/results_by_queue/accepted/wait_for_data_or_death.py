"""connection.wait tells which comes first: an answer or the end of a worker."""

import multiprocessing
import time
from multiprocessing.connection import wait


# given: leave as it is
def produce(n, payload):
    """The result of one number: slow, and it fails for a negative one."""
    time.sleep(0.2)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return payload * n


def send_result(n, payload, connection):
    connection.send_bytes(produce(n, payload))
    connection.close()


def main(numbers, payload):
    context = multiprocessing.get_context()
    readers, processes, found = {}, [], {}
    for n in numbers:
        reader, writer = context.Pipe(duplex=False)
        process = context.Process(target=send_result, args=(n, payload, writer), name=f"producer of {n}")
        process.start()
        writer.close()
        readers[reader] = n
        processes.append(process)
    while readers:
        for reader in wait(list(readers)):
            n = readers.pop(reader)
            try:
                found[n] = reader.recv_bytes()
            except EOFError:
                pass
            reader.close()
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    for size in (10, 100_000):
        print(f"a payload of {size} bytes...")
        for n, data in main([1, 2, 3], b"x" * size).items():
            print(f"    {n}: {len(data)} bytes")
