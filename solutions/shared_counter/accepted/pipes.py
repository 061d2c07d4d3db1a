"""Each worker has a pipe to main and sends one number."""

import multiprocessing
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    counter[0] += len(words)


def count_texts(texts, connection):
    counter = [0]
    try:
        for text in texts:
            count(words_of(text), counter)
    finally:
        connection.send(counter[0])
        connection.close()


def main(texts, workers):
    running = []
    for number in range(workers):
        ours, theirs = multiprocessing.Pipe(False)
        process = multiprocessing.Process(target=count_texts, args=(texts[number::workers], theirs))
        process.start()
        theirs.close()
        running.append((ours, process))
    total = 0
    for connection, process in running:
        total += connection.recv()
        process.join()
    return total


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
