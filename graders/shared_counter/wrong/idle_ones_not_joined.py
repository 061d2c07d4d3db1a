"""Workers without a text are started, and not joined."""

# fails: ends = failed

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


def count_texts(texts, counter):
    for text in texts:
        count(words_of(text), counter)


def main(texts, workers):
    counter = multiprocessing.Value("q", 0)
    shares = [texts[number::workers] for number in range(workers)]
    processes = [multiprocessing.Process(target=count_texts, args=(share, counter)) for share in shares]
    for process in processes:
        process.start()
    for process, share in zip(processes, shares):
        if share:
            process.join()
    return counter.value


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
