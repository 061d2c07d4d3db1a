"""No callback: main itself takes each future as it is done."""

import concurrent.futures
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
    words, errors = {}, 0
    with concurrent.futures.ProcessPoolExecutor(max_workers=workers) as executor:
        whose = {executor.submit(fetch, page): page for page in pages}
        for future in concurrent.futures.as_completed(whose):
            if future.exception() is None:
                words[whose[future]] = parse(future.result())
            else:
                errors += 1
    return {**words, "errors": errors}


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
