"""The receipts are waited for, and the pool is kept for the next call."""

# fails: nothing_runs_on = failed

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


pool = None


def main(pages, workers):
    global pool
    words = {"errors": 0}

    def store(page, text):
        words[page] = parse(text)

    def count(error):
        words["errors"] += 1

    if pool is None:
        pool = multiprocessing.Pool(workers)
    receipts = [
        pool.apply_async(fetch, (page,), callback=functools.partial(store, page), error_callback=count)
        for page in pages
    ]
    for receipt in receipts:
        receipt.wait()
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
