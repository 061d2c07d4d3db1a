"""students: two consumers, and one end signal for both."""

from multiprocessing import Process, SimpleQueue


def consume(items):
    for _ in iter(items.get, None):
        pass


def main(right):
    items = SimpleQueue()
    consumers = [Process(target=consume, args=(items,)) for _ in range(2)]
    for consumer in consumers:
        consumer.start()
    for item in (1, 2, *([None] * (2 if right else 1))):
        items.put(item)
    for consumer in consumers:
        consumer.join()
