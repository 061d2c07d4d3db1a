"""Workers take the next text from a queue, with an end signal for each; a context object."""

import multiprocessing
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    with counter:
        counter.value += len(words)


def count_texts(inbox, counter):
    while (text := inbox.get()) is not None:
        count(words_of(text), counter)


def main(texts, workers):
    mp = multiprocessing.get_context()
    inbox, counter = mp.Queue(), mp.Value("L")
    for text in texts + [None] * workers:
        inbox.put(text)
    processes = [mp.Process(target=count_texts, args=(inbox, counter)) for _ in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
