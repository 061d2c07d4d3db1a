"""The consumer is a subclass of Process; what has come is returned when it dies, and nothing is raised."""

import multiprocessing
import os
import time


# given: leave as it is
def load(item):
    """What main does with an item before it sends it: slow, and "crash" ends its process on the spot."""
    time.sleep(0.1)
    if item == "crash":
        os._exit(1)
    return item


# given: leave as it is
def unload(item):
    """What the consumer does with an item that has arrived: slow, and "bomb" ends its process on the spot."""
    time.sleep(0.1)
    if item == "bomb":
        os._exit(1)
    return item


class Consumer(multiprocessing.Process):
    def __init__(self):
        super().__init__(name="consumer")
        self.reader, self.writer = multiprocessing.Pipe(duplex=False)
        self.answers, self.answer = multiprocessing.Pipe(duplex=False)

    def start(self):
        super().start()
        self.reader.close()
        self.answer.close()

    def run(self):
        self.writer.close()
        self.answers.close()
        got = []
        try:
            while True:
                got.append(unload(self.reader.recv()))
        except EOFError:
            self.answer.send(got)

    def result(self):
        try:
            return self.answers.recv()
        except EOFError:
            return []


def main(items: list) -> list:
    c = Consumer()
    c.start()
    try:
        for item in items:
            c.writer.send(load(item))
    except BrokenPipeError:
        pass
    c.writer.close()
    result = c.result()
    c.join()
    return result


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
