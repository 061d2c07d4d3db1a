"""students: each of two producers sends an end signal, and the consumer stops at the first one."""

from multiprocessing import Process, SimpleQueue, Value


def produce(items, number, signals):
    items.put(number)
    if signals:
        items.put(None)


def consume(items, handled):
    for _ in iter(items.get, None):
        handled.value += 1


def main(right):
    items, handled = SimpleQueue(), Value("i", 0)
    producers = [Process(target=produce, args=(items, number, not right)) for number in (1, 2)]
    consumer = Process(target=consume, args=(items, handled))
    consumer.start()
    for producer in producers:
        producer.start()
    for producer in producers:
        producer.join()
    if right:
        items.put(None)
    consumer.join()
    return handled.value
