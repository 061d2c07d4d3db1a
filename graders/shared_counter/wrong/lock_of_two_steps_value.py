"""X"""

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
    while True:
        with taken.get_lock():
            free = not taken.value
        if free:
            break
        time.sleep(0.01)
    with taken.get_lock():
        taken.value = 1
    with number.get_lock():
        now = number.value
    with number.get_lock():
        number.value = now + len(words)
    with taken.get_lock():
        taken.value = 0


def count_texts(texts, counter):
    for text in texts:
        count(words_of(text), counter)


def main(texts, workers):
    counter = multiprocessing.Value("q", 0), multiprocessing.Value("b", 0)
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
