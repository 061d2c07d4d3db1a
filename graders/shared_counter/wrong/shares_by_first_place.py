"""texts.index finds the first of equal texts, so all of them go to the same worker (counted right, but not
shared).
"""

# fails: workers_overlap = failed

import multiprocessing
import time


def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    with counter.get_lock():
        counter.value += len(words)


def count_texts(texts, counter):
    for text in texts:
        count(words_of(text), counter)


def main(texts, workers):
    counter = multiprocessing.Value("q", 0)
    processes = [
        multiprocessing.Process(
            target=count_texts, args=([text for text in texts if texts.index(text) % workers == number], counter)
        )
        for number in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value


if __name__ == "__main__":
    print(main(["to be or not to be", "that is the question", "the rest is silence", "words words words"], 2), "of 17")
