"""No more are prepared at the same time than there are processors."""

# fails: prepare_overlaps = failed

import multiprocessing
import time
import sys


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
    try:
        with gate:
            text = download(page)
    except Exception as error:
        print(error, file=sys.stderr)
        text = None
    results.put((page, text))


def prepare_and_fetch(page, ready, gate, results):
    with ready:
        prepare(page)
    fetch(page, gate, results)


def main(pages, limit):
    gate = multiprocessing.Semaphore(limit)
    ready = multiprocessing.Semaphore(multiprocessing.cpu_count())
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=prepare_and_fetch, args=(page, ready, gate, results)) for page in pages]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in pages)
    for process in processes:
        process.join()
    return {page: text for page, text in found.items() if text is not None}


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
