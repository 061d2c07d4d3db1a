"""students: the event that says `the data is there` is set before the data is."""

from multiprocessing import Event, Process, Value


def produce_buggy(ready, data):
    ready.set()
    data.value = 42


def produce_right(ready, data):
    data.value = 42
    ready.set()


def main(right):
    ready, data = Event(), Value("i", 0)
    producer = Process(target=produce_right if right else produce_buggy, args=(ready, data))
    producer.start()
    ready.wait()
    seen = data.value
    producer.join()
    return seen
