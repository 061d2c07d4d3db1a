"""A lock of one's own, made of a shared flag: looking whether it is free and taking it are two steps."""

# fails: total_is_exact = failed

import multiprocessing
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    number, taken = counter
    while taken.value:
        time.sleep(0.01)
    taken.value = 1
    number.value += len(words)
    taken.value = 0


def count_texts(texts, counter):
    for text in texts:
        count(words_of(text), counter)


def main(texts, workers):
    counter = multiprocessing.RawValue("q", 0), multiprocessing.RawValue("b", 0)
    processes = [
        multiprocessing.Process(target=count_texts, args=(texts[number::workers], counter)) for number in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter[0].value


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
