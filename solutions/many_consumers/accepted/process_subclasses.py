"""Subclasses of Process; each consumer brings its results back in one piece."""

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


class Producer(multiprocessing.Process):
    def __init__(self, q, batch):
        super().__init__()
        self.q = q
        self.batch = batch

    def run(self):
        for item in self.batch:
            self.q.put(item)


class Consumer(multiprocessing.Process):
    def __init__(self, q):
        super().__init__()
        self.q = q
        self.reader, self.writer = multiprocessing.Pipe(duplex=False)

    def run(self):
        mine = []
        while True:
            item = self.q.get()
            if item is None:
                self.writer.send(mine)
                return
            mine.append(handle(item))

    def finish(self):
        mine = self.reader.recv()
        self.join()
        return mine


def main(batches: list[list], consumers: int) -> list:
    q = multiprocessing.Queue()
    producers = [Producer(q, batch) for batch in batches]
    workers = [Consumer(q) for _ in range(consumers)]
    for process in producers + workers:
        process.start()
    for process in producers:
        process.join()
    for _ in workers:
        q.put(None)
    return [result for worker in workers for result in worker.finish()]


if __name__ == "__main__":
    print(main([[1, 2], ["three", 4], [5]], 3))
