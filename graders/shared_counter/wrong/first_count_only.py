"""main takes one number from the queue where each worker sends one."""

# fails: total_is_exact = failed
# fails: few_texts = failed

import multiprocessing
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    counter[0] += len(words)


def count_texts(texts, results):
    counter = [0]
    for text in texts:
        count(words_of(text), counter)
    results.put(counter[0])


def main(texts, workers):
    results = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=count_texts, args=(texts[number::workers], results)) for number in range(workers)
    ]
    for process in processes:
        process.start()
    total = results.get()
    for process in processes:
        process.join()
    return total


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
