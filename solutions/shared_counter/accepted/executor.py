"""An executor; its workers are main's."""

import concurrent.futures
import time


# given: leave as it is
def words_of(text):
    """The words of a text: slow."""
    time.sleep(0.1)
    return text.split()


def count(words, counter):
    counter.append(len(words))


def count_text(text: str) -> int:
    return len(words_of(text))


def main(texts: list[str], workers: int) -> int:
    counts: list[int] = []
    with concurrent.futures.ProcessPoolExecutor(max_workers=workers) as executor:
        for future in [executor.submit(count_text, text) for text in texts]:
            count(["word"] * future.result(), counts)
    return sum(counts)


if __name__ == "__main__":
    texts = ["to be or not to be", "that is the question", "the rest is silence", "words words words"]
    print(f"main says that there are {main(texts, 2)} words; there are 17")
