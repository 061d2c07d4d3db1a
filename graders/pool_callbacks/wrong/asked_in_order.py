"""No callback: the texts are asked for in the order of the pages, and a slow page keeps all others waiting."""

# fails: parsed_as_it_comes = failed

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
    pool = multiprocessing.Pool(workers)
    receipts = [pool.apply_async(fetch, (page,)) for page in pages]
    pool.close()
    for page, receipt in zip(pages, receipts):
        try:
            words[page] = parse(receipt.get())
        except OSError:
            words["errors"] += 1
    pool.join()
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
