"""An executor with a worker for each page; its initializer hands over the gate."""

import concurrent.futures
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


def remember(semaphore):
    global gate
    gate = semaphore


def fetch(page):
    prepare(page)
    with gate:
        return download(page)


def main(pages, limit):
    if not pages:
        return {}
    found = {}
    semaphore = multiprocessing.Semaphore(limit)
    with concurrent.futures.ProcessPoolExecutor(len(pages), initializer=remember, initargs=(semaphore,)) as executor:
        futures = {page: executor.submit(fetch, page) for page in pages}
        for page, future in futures.items():
            try:
                found[page] = future.result()
            except Exception as error:
                print(page, error, file=sys.stderr)
    return found


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
