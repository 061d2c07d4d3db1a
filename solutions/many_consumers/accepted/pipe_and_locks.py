"""A pipe with a lock at each end, closed by everybody who has done with it."""

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def producer(writer, lock, batch):
    for item in batch:
        with lock:
            writer.send((item,))


def consumer(reader, lock, results):
    while True:
        with lock:
            message = reader.recv()
        if message is None:
            return
        results.put(handle(*message))


def main(batches, consumers):
    reader, writer = multiprocessing.Pipe(duplex=False)
    reading, writing = multiprocessing.Lock(), multiprocessing.Lock()
    results = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=consumer, args=(reader, reading, results)) for _ in range(consumers)]
    producers = [multiprocessing.Process(target=producer, args=(writer, writing, batch)) for batch in batches]
    for process in workers + producers:
        process.start()
    for process in producers:
        process.join()
    for _ in range(consumers):
        with writing:
            writer.send(None)
    found = [results.get() for batch in batches for _ in batch]
    for process in workers:
        process.join()
    return found


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
