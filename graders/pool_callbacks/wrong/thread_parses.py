"""A thread parses what callbacks pass on, and main looks only whether there is more: the last text may not be stored yet."""

# fails: waits_for_callbacks = failed

import queue
import threading
import functools
import multiprocessing
import time


# given: leave as it is
def fetch(page):
    """The text of a page: takes a while, very long for "slow..."; OSError for "missing..."."""
    time.sleep(3 if page.startswith("slow") else 0.1)
    if page.startswith("missing"):
        raise OSError(f"no page {page}")
    return f"Welcome to {page}. " + "Lorem ipsum dolor. " * len(page)


# given: leave as it is
def parse(text):
    """How many words a text has."""
    return len(text.split())


def main(pages, workers):
    words = {"errors": 0}
    texts = queue.Queue()

    def parse_them():
        while True:
            page, text = texts.get()
            words[page] = parse(text)

    def count(error):
        words["errors"] += 1

    threading.Thread(target=parse_them, daemon=True).start()
    with multiprocessing.Pool(workers) as pool:
        for page in pages:
            pool.apply_async(
                fetch, (page,), callback=lambda text, page=page: texts.put((page, text)), error_callback=count
            )
        pool.close()
        pool.join()
    while not texts.empty():
        time.sleep(0.01)
    return dict(words)


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
