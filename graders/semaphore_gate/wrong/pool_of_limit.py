"""A pool as large as the limit prepares no more pages than it downloads."""

# fails: prepare_overlaps = failed

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


def fetch(page):
    prepare(page)
    try:
        return page, download(page)
    except Exception as error:
        print(error, file=sys.stderr)
        return page, None


def main(pages, limit):
    with multiprocessing.Pool(limit) as pool:
        found = dict(pool.imap_unordered(fetch, pages))
        pool.close()
        pool.join()
    return {page: text for page, text in found.items() if text is not None}


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
