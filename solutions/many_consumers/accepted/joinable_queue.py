"""The queue is joined, and then everybody gets a signal."""

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def producer(q, batch):
    for item in batch:
        q.put(item)


def consumer(q, results):
    for item in iter(q.get, "stop"):
        results.append(handle(item[0]))
        q.task_done()


def produce(q, batch):
    producer(q, [[item] for item in batch])


def main(batches, consumers):
    q = multiprocessing.JoinableQueue()
    with multiprocessing.Manager() as manager:
        results = manager.list()
        workers = [multiprocessing.Process(target=consumer, args=(q, results)) for _ in range(consumers)]
        producers = [multiprocessing.Process(target=produce, args=(q, batch)) for batch in batches]
        for process in workers + producers:
            process.start()
        for process in producers:
            process.join()
        q.join()
        for _ in range(consumers):
            q.put("stop")
        for process in workers:
            process.join()
        return list(results)


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
