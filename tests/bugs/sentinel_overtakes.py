"""students: main sends the end signal while the producer is still at work."""

from multiprocessing import Process, Queue, Value


def produce(items):
    for number in range(2):
        items.put(number)


def consume(items, handled):
    for _ in iter(items.get, None):
        handled.value += 1


def main(right):
    items, handled = Queue(), Value("i", 0)
    producer = Process(target=produce, args=(items,))
    consumer = Process(target=consume, args=(items, handled))
    producer.start()
    consumer.start()
    if right:
        producer.join()
    items.put(None)
    producer.join()
    consumer.join()
    return handled.value
