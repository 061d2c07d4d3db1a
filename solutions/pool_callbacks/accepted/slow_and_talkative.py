"""Naps everywhere, says what it does; the errors are counted at the end, from the receipts."""

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


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def keeper(words, page):
    def keep(text):
        say("callback for", page)
        words[page] = parse(text)

    return keep


def main(pages, workers):
    words = {}
    pool = multiprocessing.Pool(workers)
    time.sleep(0.2)
    receipts = []
    for page in pages:
        receipts.append(pool.apply_async(fetch, (page,), callback=keeper(words, page), error_callback=say))
        time.sleep(0.02)
    pool.close()
    while not all(receipt.ready() for receipt in receipts):
        time.sleep(0.1)
        say(len(words), "pages so far")
    pool.join()
    time.sleep(0.2)
    words["errors"] = sum(not receipt.successful() for receipt in receipts)
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
