"""However many the limit allows, five at most."""

# fails: as_many_as_the_limit = failed

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
    text = None
    prepare(page)
    with gate:
        try:
            text = download(page)
        except BaseException as error:
            print(f"{page}: {error!r}", file=sys.stderr)
    results.put((page, text))


def main(pages, limit):
    gate = multiprocessing.Semaphore(min(limit, 5))
    results = multiprocessing.SimpleQueue()
    processes = [multiprocessing.Process(target=fetch, args=(page, gate, results)) for page in pages]
    for process in processes:
        process.start()
    found = {}
    for _ in pages:
        page, text = results.get()
        if text is not None:
            found[page] = text
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
