"""students: qsize() is taken for the number of all items, while somebody may still put some."""

from multiprocessing import Process, Queue


def produce(items):
    for number in range(3):
        items.put(number)


def main(right):
    items = Queue()
    items.put(-1)
    producer = Process(target=produce, args=(items,))
    producer.start()
    got = [items.get()]
    count = 3 if right else items.qsize()
    got += [items.get() for _ in range(count)]
    producer.join()
    return sorted(got)
