"""A pool as large as the list prepares, one as large as the limit downloads."""

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


def prepared(page):
    prepare(page)
    return page


def downloaded(page):
    try:
        return page, download(page)
    except Exception as error:
        print(error, file=sys.stderr)
        return page, None


def main(pages, limit):
    if not pages:
        return {}
    with multiprocessing.Pool(len(pages)) as many, multiprocessing.Pool(limit) as few:
        ready = many.imap_unordered(prepared, pages)
        found = dict(few.imap_unordered(downloaded, ready))
        for pool in (many, few):
            pool.close()
            pool.join()
    return {page: text for page, text in found.items() if text is not None}


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
