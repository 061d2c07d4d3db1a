"""Workers send all words back, and main joins before it receives: more than a pipe holds blocks both."""

# fails: few_texts = deadlocked

import multiprocessing
import time


def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    counter.extend(words)


def count_texts(texts, outlet):
    counter = []
    for text in texts:
        count(words_of(text), counter)
    outlet.send(counter)


def main(texts, workers):
    processes, inlets = [], []
    for number in range(workers):
        inlet, outlet = multiprocessing.Pipe(duplex=False)
        processes.append(multiprocessing.Process(target=count_texts, args=(texts[number::workers], outlet)))
        inlets.append(inlet)
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return sum(len(inlet.recv()) for inlet in inlets)


if __name__ == "__main__":
    print(main(["to be or not to be", "that is the question", "the rest is silence", "words words words"], 2), "of 17")
