"""Each worker has a slot of its own, without a lock; but there are only four slots."""

# fails: total_is_exact = failed

import multiprocessing
import os
import time

SLOTS = 4


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    slots, mine = counter
    slots[mine] += len(words)


def count_texts(texts, counter):
    for text in texts:
        count(words_of(text), counter)


def main(texts, workers):
    slots = multiprocessing.Array("q", SLOTS)
    processes = [
        multiprocessing.Process(target=count_texts, args=(texts[number::workers], (slots, number % SLOTS)))
        for number in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return sum(slots)


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
