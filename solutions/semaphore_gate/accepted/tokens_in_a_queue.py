"""The places are tokens in a queue: take one, put it back."""

import multiprocessing
import sys
import time


# given: leave as it is
def prepare(page):
    """What has to be done before a download, without the server: slow."""
    time.sleep(0.2)


# given: leave as it is
def download(page):
    """Get a page from the server: slow, and very slow for "big...".

    Raises OSError for "missing..." and ValueError for "garbled..."."""
    time.sleep(5 if page.startswith("big") else 0.2)
    if page.startswith("missing"):
        raise OSError(f"{page}: no such page")
    if page.startswith("garbled"):
        raise ValueError(f"{page}: not a text")
    return f"text of {page}"


def fetch(page, tokens, results):
    prepare(page)
    token = tokens.get()
    try:
        results.put((page, download(page)))
    except Exception as error:
        print(error, file=sys.stderr)
        results.put((page, None))
    finally:
        tokens.put(token)


def main(pages, limit):
    tokens = multiprocessing.SimpleQueue()
    for number in range(min(limit, len(pages))):
        tokens.put(number)
    results = multiprocessing.SimpleQueue()
    processes = [multiprocessing.Process(target=fetch, args=(page, tokens, results)) for page in pages]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in pages)
    for process in processes:
        process.join()
    return {page: text for page, text in found.items() if text}


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
