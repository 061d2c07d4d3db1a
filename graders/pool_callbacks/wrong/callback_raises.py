"""In the callback of a failed future result() raises: the executor logs it, and the error is not counted."""

# fails: failing_page = failed

import functools
import time
from concurrent.futures import ProcessPoolExecutor


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

    def done(page, future):
        text = future.result()
        if text is None:
            words["errors"] += 1
        else:
            words[page] = parse(text)

    with ProcessPoolExecutor(workers) as executor:
        for page in pages:
            executor.submit(fetch, page).add_done_callback(functools.partial(done, page))
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
