"""Several processes count words into one total, and the total stays 0.

Let main return how many words there are, counted by all workers at the same time."""

import multiprocessing
import time

total = 0


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    global total
    total += len(words)


def count_texts(texts, counter):
    for text in texts:
        count(words_of(text), counter)
    print(f"{multiprocessing.current_process().name} has counted to {total}")


def main(texts, workers):
    counter = None  # what could stand here, that all processes share?
    processes = [
        multiprocessing.Process(target=count_texts, args=(texts[number::workers], counter)) for number in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return total


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
