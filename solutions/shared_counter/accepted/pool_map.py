"""Nothing is shared: a pool, and the sum of what it gives back."""

import multiprocessing
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter=0):
    return counter + len(words)


def count_text(text):
    return count(words_of(text))


def main(texts, workers):
    with multiprocessing.Pool(workers) as pool:
        total = sum(pool.map(count_text, texts, chunksize=1))
        pool.close()
        pool.join()
    return total


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
