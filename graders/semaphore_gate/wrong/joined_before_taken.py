"""Joins first and takes then: a text fits into the pipe only if it is short."""

# fails: failing_downloads = deadlocked
# fails: ends = deadlocked

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


def fetch(page, gate, results):
    prepare(page)
    try:
        with gate:
            text = download(page)
    except Exception as error:
        print(error, file=sys.stderr)
        text = None
    results.put((page, text))


def main(pages, limit):
    gate = multiprocessing.Semaphore(limit)
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=fetch, args=(page, gate, results)) for page in pages]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    found = [results.get() for _ in pages]
    return {page: text for page, text in found if text is not None}


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
