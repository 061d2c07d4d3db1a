"""As many as there are workers are fetched at the same time, all others one by one."""

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

    def store(page, text):
        words[page] = parse(text)

    def count(error):
        words["errors"] += 1

    with multiprocessing.Pool(workers) as pool:
        for number, page in enumerate(pages):
            receipt = pool.apply_async(fetch, (page,), callback=functools.partial(store, page), error_callback=count)
            if number >= workers:
                receipt.wait()
        pool.close()
        pool.join()
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
