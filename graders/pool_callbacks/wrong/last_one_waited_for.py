"""Only the last receipt is waited for: the others may come later."""

# fails: right_words = failed
# fails: waits_for_callbacks = failed
# fails: fetch_there_parse_here = failed
# fails: failing_page = failed

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

    def store(page, text):
        words[page] = parse(text)

    def count(error):
        words["errors"] += 1

    receipt = None
    with multiprocessing.Pool(workers) as pool:
        for page in pages:
            receipt = pool.apply_async(fetch, (page,), callback=functools.partial(store, page), error_callback=count)
        if receipt is not None:
            receipt.wait()
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
