"""A plain queue brings back one answer for every item, so main knows how many to take."""

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


def producer(q, batch):
    for item in batch:
        q.put(item)


def consumer(q, handled):
    while True:
        item = q.get()
        try:
            answer = (True, handle(item))
        except ValueError as error:
            sys.stderr.write(f"{item!r} failed: {error}\n")
            answer = (False, None)
        handled.put(answer)
        q.task_done()


def main(batches, consumers):
    q = multiprocessing.JoinableQueue()
    handled = multiprocessing.Queue()
    for _ in range(consumers):
        c = multiprocessing.Process(target=consumer, args=(q, handled))
        c.daemon = True
        c.start()
    producers = []
    for batch in batches:
        p = multiprocessing.Process(target=producer, args=(q, batch))
        p.start()
        producers.append(p)
    for p in producers:
        p.join()
    total = sum(map(len, batches))
    answers = [handled.get() for _ in range(total)]
    q.join()
    return [value for ok, value in answers if ok]
