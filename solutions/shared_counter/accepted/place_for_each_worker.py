"""An Array with a place for each worker: nobody writes where another does."""

import multiprocessing
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


class Worker(multiprocessing.Process):
    def __init__(self, number, texts, counts):
        super().__init__(name=f"worker {number}")
        self.number = number
        self.texts = texts
        self.counts = counts

    def run(self):
        for text in self.texts:
            self.counts[self.number] += len(words_of(text))


def main(texts, workers):
    counts = multiprocessing.Array("i", workers)
    crew = [Worker(number, texts[number::workers], counts) for number in range(workers)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    return sum(counts)


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
