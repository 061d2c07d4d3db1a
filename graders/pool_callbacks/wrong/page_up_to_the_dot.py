"""The page is found out from the text, up to the first dot."""

# fails: right_words = failed

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

    def store(text):
        page = text.removeprefix("Welcome to ").split(".")[0]
        words[page] = parse(text)

    def count(error):
        words["errors"] += 1

    with multiprocessing.Pool(workers) as pool:
        for page in pages:
            pool.apply_async(fetch, (page,), callback=store, error_callback=count)
        pool.close()
        pool.join()
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
