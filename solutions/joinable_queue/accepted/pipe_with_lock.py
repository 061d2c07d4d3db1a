"""Results come back over one pipe, its writing end guarded by a lock; a thread of main reads it."""

import multiprocessing
import sys
import threading
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow, and it fails on purpose for "bad"."""
    time.sleep(0.1)
    if item == "bad":
        raise ValueError("a bad item")
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def producer(q, batch):
    for item in batch:
        q.put(item)


def consumer(q, handled):
    connection, lock = handled
    while True:
        item = q.get()
        try:
            result = handle(item)
        except ValueError as error:
            print(f"{item}: {error}", file=sys.stderr)
        else:
            with lock:
                connection.send((result,))
        q.task_done()


def collect(connection, results):
    while True:
        message = connection.recv()
        if message is None:
            return
        results.append(message[0])


def main(batches, consumers):
    q = multiprocessing.JoinableQueue()
    reader, writer = multiprocessing.Pipe(duplex=False)
    lock = multiprocessing.Lock()
    for _ in range(consumers):
        multiprocessing.Process(target=consumer, args=(q, (writer, lock)), daemon=True).start()
    producers = [multiprocessing.Process(target=producer, args=(q, b)) for b in batches]
    for p in producers:
        p.start()
    results = []
    thread = threading.Thread(target=collect, args=(reader, results))
    thread.start()
    for p in producers:
        p.join()
    q.join()
    with lock:
        writer.send(None)
    thread.join()
    return results


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
