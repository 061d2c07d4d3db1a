"""apply waits for each page: no two are fetched at the same time."""

# fails: parsed_as_it_comes = failed
# fails: fetches_overlap = failed

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
    with multiprocessing.Pool(workers) as pool:
        for page in pages:
            try:
                words[page] = parse(pool.apply(fetch, (page,)))
            except OSError:
                words["errors"] += 1
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
