"""The gate is in a cache: forked processes inherit it, others make one of their own."""

# fails: never_more = failed
# fails: as_many_as_the_limit = failed

import functools
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


@functools.cache
def gate_for(limit):
    """One gate for each limit."""
    return multiprocessing.BoundedSemaphore(limit)


def fetch(page, gate, results):
    prepare(page)
    text = None
    try:
        with gate_for(gate):
            text = download(page)
    except Exception as error:
        print(f"{page}: {error!r}", file=sys.stderr)
    results.put((page, text))


def main(pages, limit):
    gate_for(limit)  # made here, so that all have the same
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=fetch, args=(page, limit, results)) for page in pages]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in pages)
    for process in processes:
        process.join()
    return {page: text for page, text in found.items() if text is not None}


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
