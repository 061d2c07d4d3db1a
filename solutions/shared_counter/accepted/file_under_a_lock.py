"""The total is in a file, and a lock goes with it."""

import multiprocessing
import os
import tempfile
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    path, lock = counter
    with lock:
        with open(path) as file:
            total = int(file.read())
        with open(path, "w") as file:
            file.write(str(total + len(words)))


def count_texts(texts, counter):
    for text in texts:
        count(words_of(text), counter)


def main(texts, workers):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "total")
        with open(path, "w") as file:
            file.write("0")
        counter = path, multiprocessing.Lock()
        processes = [
            multiprocessing.Process(target=count_texts, args=(texts[number::workers], counter))
            for number in range(workers)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        with open(path) as file:
            return int(file.read())
