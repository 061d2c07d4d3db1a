"""students: nobody tells the consumer that no more will come."""

from multiprocessing import Process, SimpleQueue


def consume(inbox, outbox):
    for item in iter(inbox.get, None):
        outbox.put(item * 2)


def main(right):
    inbox, outbox = SimpleQueue(), SimpleQueue()
    consumer = Process(target=consume, args=(inbox, outbox))
    consumer.start()
    inbox.put(21)
    if right:
        inbox.put(None)
    consumer.join()
    return outbox.get()
