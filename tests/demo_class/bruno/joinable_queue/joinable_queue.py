import multiprocessing
import sys
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


class Producer(multiprocessing.Process):
    def __init__(self, q, batch):
        super().__init__()
        self.q = q
        self.batch = batch

    def run(self):
        for item in self.batch:
            self.q.put(item)


class Consumer(multiprocessing.Process):
    def __init__(self, q, handled):
        super().__init__(daemon=True)
        self.q = q
        self.handled = handled

    def run(self):
        consumer(self.q, self.handled)


def consumer(q, handled):
    while True:
        item = q.get()
        try:
            handled.append(handle(item))
        except ValueError:
            print("bad item left out:", item, file=sys.stderr)
        finally:
            q.task_done()


def main(batches, consumers):
    manager = multiprocessing.Manager()
    handled = manager.list()
    q = multiprocessing.JoinableQueue()
    workers = [Consumer(q, handled) for _ in range(consumers)]
    makers = [Producer(q, batch) for batch in batches]
    for process in workers + makers:
        process.start()
    for maker in makers:
        maker.join()
    q.join()
    results = list(handled)
    manager.shutdown()
    return results


if __name__ == "__main__":
    print(main([[1, 2, "bad"], ["three", 4]], 2))
