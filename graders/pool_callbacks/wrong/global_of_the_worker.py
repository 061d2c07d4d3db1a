"""The worker stores into a global of its own: main's stays empty."""

# fails: right_words = failed
# fails: waits_for_callbacks = failed
# fails: fetch_there_parse_here = failed
# fails: failing_page = failed

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


words = {"errors": 0}


def fetch_and_store(page):
    try:
        words[page] = parse(fetch(page))
    except OSError:
        words["errors"] += 1


def main(pages, workers):
    pool = multiprocessing.Pool(workers)
    for page in pages:
        pool.apply_async(fetch_and_store, (page,))
    pool.close()
    pool.join()
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
