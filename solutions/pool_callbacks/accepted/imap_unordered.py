"""imap_unordered, of a function that names its page and never raises."""

import multiprocessing
import sys
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


def fetch_named(page):
    try:
        return page, fetch(page)
    except OSError as error:
        print(error, file=sys.stderr)
        return page, None


def main(pages, workers):
    words = {"errors": 0}
    pool = multiprocessing.Pool(workers)
    for page, text in pool.imap_unordered(fetch_named, pages):
        if text is None:
            words["errors"] += 1
        else:
            words[page] = parse(text)
    pool.close()
    pool.join()
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
