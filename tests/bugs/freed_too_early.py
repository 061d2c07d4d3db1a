"""pbzip2 (SCTBench): main removes the file when the worker says that it has begun, not that it is done."""

import os
from multiprocessing import Process, SimpleQueue


def compress(news):
    news.put("begun")
    with open("input") as file:
        news.put(len(file.read()))


def main(right):
    with open("input", "w") as file:
        file.write("text")
    news = SimpleQueue()
    worker = Process(target=compress, args=(news,))
    worker.start()
    news.get()
    if right:
        size = news.get()
        os.remove("input")
    else:
        os.remove("input")
        size = news.get()
    worker.join()
    return size
