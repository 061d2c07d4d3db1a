"""Blocks of equal size, rounded up: four texts are two blocks, and the third worker has none."""

# fails: workers_overlap = failed

import multiprocessing
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    with counter.get_lock():
        counter.value += len(words)


def worker(texts, counter):
    for text in texts:
        count(words_of(text), counter)


def main(texts, workers):
    counter = multiprocessing.Value("i", 0)
    step = -(-len(texts) // workers) or 1
    crew = [
        multiprocessing.Process(target=worker, args=(texts[i : i + step], counter)) for i in range(0, len(texts), step)
    ]
    for p in crew:
        p.start()
    for p in crew:
        p.join()
    return counter.value


if __name__ == "__main__":
    print(main(["a b", "c"], 2))
