"""main waits until every text has been answered, and leaves the workers behind."""

# fails: ends = failed

import multiprocessing
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    counter.put(len(words))


def count_texts(texts, counter):
    for text in texts:
        count(words_of(text), counter)


def main(texts, workers):
    counter = multiprocessing.Queue()
    for number in range(workers):
        multiprocessing.Process(target=count_texts, args=(texts[number::workers], counter), daemon=True).start()
    return sum(counter.get() for _ in texts)


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
