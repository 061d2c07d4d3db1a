"""wait() returns when the futures are done; their callbacks may come a moment later."""

# fails: right_words = failed
# fails: waits_for_callbacks = failed
# fails: failing_page = failed

import concurrent.futures
import functools
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

    def done(page, future):
        if future.exception() is None:
            words[page] = parse(future.result())
        else:
            words["errors"] += 1

    with concurrent.futures.ProcessPoolExecutor(workers) as executor:
        futures = [executor.submit(fetch, page) for page in pages]
        for page, future in zip(pages, futures):
            future.add_done_callback(functools.partial(done, page))
        concurrent.futures.wait(futures)
        return dict(words)


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
