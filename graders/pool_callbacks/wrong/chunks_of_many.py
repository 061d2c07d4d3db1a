"""With eight pages for each worker they travel in chunks, and a text waits for the others in its chunk."""

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


def attempt(page):
    try:
        return page, fetch(page)
    except OSError:
        return page, None


def main(pages, workers):
    words = {"errors": 0}
    chunksize = max(1, len(pages) // (4 * workers))
    with multiprocessing.Pool(workers) as pool:
        for page, text in pool.imap_unordered(attempt, pages, chunksize):
            if text is None:
                words["errors"] += 1
            else:
                words[page] = parse(text)
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
