"""All callbacks share the loop's variable: each text is stored under the page that the loop has come to."""

# fails: right_words = failed
# fails: waits_for_callbacks = failed
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


def main(pages, workers):
    words = {"errors": 0}

    def count(error):
        words["errors"] += 1

    pool = multiprocessing.Pool(workers)
    for page in pages:
        pool.apply_async(
            fetch, (page,), callback=lambda text: words.__setitem__(page, parse(text)), error_callback=count
        )
    pool.close()
    pool.join()
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
