"""The count comes back as exit code, which has one byte."""

# fails: few_texts = failed

import multiprocessing
import sys
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    return len(words)


def count_texts(texts, counter):
    sys.exit(sum(count(words_of(text), counter) for text in texts))


def main(texts, workers):
    counter = None
    processes = [
        multiprocessing.Process(target=count_texts, args=(texts[number::workers], counter)) for number in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return sum(process.exitcode for process in processes)


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
