"""A Manager's value, and a Manager's lock, since the value has none."""

import multiprocessing
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter, lock=None):
    with lock:
        counter.value += len(words)


def count_texts(texts, counter, lock):
    for text in texts:
        count(words_of(text), counter, lock)


def main(texts, workers):
    with multiprocessing.Manager() as manager:
        counter, lock = manager.Value("i", 0), manager.Lock()
        ps = [
            multiprocessing.Process(target=count_texts, args=(texts[i::workers], counter, lock)) for i in range(workers)
        ]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return counter.value


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
