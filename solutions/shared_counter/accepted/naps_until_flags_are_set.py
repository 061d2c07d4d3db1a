"""Main naps until each worker has set its flag in shared memory; the total is kept under a condition's lock."""

import multiprocessing
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    lock, total, _ = counter
    n = len(words)
    with lock:
        total[0] += n


def count_texts(texts, counter, number):
    for text in texts:
        count(words_of(text), counter)
    counter[2][number] = 1


def main(texts, workers):
    counter = multiprocessing.Condition(), multiprocessing.RawArray("Q", 1), multiprocessing.RawArray("b", workers)
    processes = [
        multiprocessing.Process(target=count_texts, args=(texts[number::workers], counter, number))
        for number in range(workers)
    ]
    for process in processes:
        process.start()
    while not all(counter[2]):
        time.sleep(0.05)
    for process in processes:
        process.join()
    return counter[1][0]


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
