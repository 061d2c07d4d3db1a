"""consumer as a class"""

import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


class Consumer(multiprocessing.Process):
    def __init__(self):
        super().__init__()
        self.inbox = multiprocessing.Queue()
        self.outbox = multiprocessing.Queue()

    def run(self):
        for item in iter(self.inbox.get, None):
            self.outbox.put(handle(item))

    def stop(self):
        self.inbox.put(None)
        self.join()


def main(items):
    consumer = Consumer()
    consumer.start()
    for item in items:
        consumer.inbox.put(item)
    results = []
    while len(results) < len(items):
        results.append(consumer.outbox.get())
    consumer.stop()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
