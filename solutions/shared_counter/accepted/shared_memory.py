"""A block of shared memory with a place for each worker."""

import multiprocessing
import time
from multiprocessing import shared_memory


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count_texts(texts, name, number):
    block = shared_memory.SharedMemory(name)
    found = sum(len(words_of(text)) for text in texts)
    block.buf[8 * number : 8 * number + 8] = found.to_bytes(8, "little")
    block.close()


def main(texts, workers):
    block = shared_memory.SharedMemory(create=True, size=8 * workers)
    try:
        processes = [
            multiprocessing.Process(target=count_texts, args=(texts[number::workers], block.name, number))
            for number in range(workers)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return sum(int.from_bytes(block.buf[8 * n : 8 * n + 8], "little") for n in range(workers))
    finally:
        block.close()
        block.unlink()


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
