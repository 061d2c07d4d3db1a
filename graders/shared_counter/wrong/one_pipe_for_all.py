"""All workers send the words through the same end of a pipe: big messages get mixed up."""

# fails: total_is_exact = crashed

import multiprocessing
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    counter.send(words)


def count_texts(texts, counter):
    for text in texts:
        count(words_of(text), counter)


def main(texts, workers):
    reader, writer = multiprocessing.Pipe(duplex=False)
    processes = [
        multiprocessing.Process(target=count_texts, args=(texts[number::workers], writer)) for number in range(workers)
    ]
    for process in processes:
        process.start()
    total = sum(len(reader.recv()) for _ in texts)
    for process in processes:
        process.join()
    return total


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
