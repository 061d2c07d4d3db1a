"""Slow pages are told by their names and given a pool of their own: twice as many workers as asked for."""

# fails: fetches_overlap = failed

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

    def failed(error):
        words["errors"] += 1

    quick, slow = multiprocessing.Pool(workers), multiprocessing.Pool(1)
    for page in pages:
        pool = slow if page.startswith("slow") else quick
        pool.apply_async(
            fetch, (page,), callback=lambda text, page=page: words.update({page: parse(text)}), error_callback=failed
        )
    for pool in quick, slow:
        pool.close()
        pool.join()
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
