"""The gate is a global that main sets: a spawned process finds None."""

# fails: never_more = deadlocked
# fails: as_many_as_the_limit = deadlocked
# fails: every_page = deadlocked
# fails: ends = deadlocked

import multiprocessing
import sys
import time

gate = None


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


def fetch(page, results):
    prepare(page)
    with gate:
        try:
            text = download(page)
        except Exception as error:
            print(error, file=sys.stderr)
            text = None
    results.put((page, text))


def main(pages, limit):
    global gate
    gate = multiprocessing.Semaphore(limit)
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=fetch, args=(page, results)) for page in pages]
    for process in processes:
        process.start()
    found = [results.get() for _ in pages]
    for process in processes:
        process.join()
    return {page: text for page, text in found if text is not None}


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
