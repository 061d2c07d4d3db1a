"""All texts are put on a SimpleQueue before anybody reads: more than a pipe holds blocks main for ever."""

# fails: few_texts = deadlocked

import multiprocessing
import time


def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    with counter.get_lock():
        counter.value += len(words)


def count_texts(inbox, counter):
    while (text := inbox.get()) is not None:
        count(words_of(text), counter)


def main(texts, workers):
    counter, inbox = multiprocessing.Value("q"), multiprocessing.SimpleQueue()
    for text in texts:
        inbox.put(text)
    for _ in range(workers):
        inbox.put(None)
    processes = [multiprocessing.Process(target=count_texts, args=(inbox, counter)) for _ in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value


if __name__ == "__main__":
    print(main(["to be or not to be", "that is the question", "the rest is silence", "words words words"], 2), "of 17")
