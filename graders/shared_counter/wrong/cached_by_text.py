"""words_of is called once for each text: equal texts in one share are looked at once."""

# fails: total_is_exact = failed

import multiprocessing
import functools
import time


def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    with counter.get_lock():
        counter.value += len(words)


@functools.lru_cache(maxsize=None)
def looked_up(text):
    return words_of(text)


def count_texts(texts, counter):
    for text in texts:
        count(looked_up(text), counter)


def main(texts, workers):
    counter = multiprocessing.Value("q", 0)
    processes = [
        multiprocessing.Process(target=count_texts, args=(texts[number::workers], counter)) for number in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value


if __name__ == "__main__":
    print(main(["to be or not to be", "that is the question", "the rest is silence", "words words words"], 2), "of 17")
