"""main hands out all pages through a small queue before it takes a text: with all workers at slow pages, texts
that have come wait unparsed.
"""

# fails: parsed_as_it_comes = failed

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


def labour(todo, texts):
    for page in iter(todo.get, None):
        try:
            texts.put((page, fetch(page)))
        except OSError:
            texts.put((page, None))


def main(pages, workers):
    todo, texts = multiprocessing.Queue(maxsize=workers), multiprocessing.Queue()
    crew = [multiprocessing.Process(target=labour, args=(todo, texts)) for _ in range(workers)]
    for one in crew:
        one.start()
    for page in pages:
        todo.put(page)
    words = {"errors": 0}
    for _ in pages:
        page, text = texts.get()
        if text is None:
            words["errors"] += 1
        else:
            words[page] = parse(text)
    for _ in crew:
        todo.put(None)
    for one in crew:
        one.join()
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
