"""A pool of at most 32 workers prepares the pages."""

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


def enter(gate):
    global the_gate
    the_gate = gate


def fetch(page, gate=None, results=None):
    prepare(page)
    with gate or the_gate:
        try:
            return page, download(page)
        except BaseException as error:
            print(f"{page}: {error!r}", file=sys.stderr)
            return page, None


def main(pages, limit):
    if not pages:
        return {}
    gate = multiprocessing.Semaphore(limit)
    with multiprocessing.Pool(min(len(pages), 32), enter, (gate,)) as pool:
        found = pool.map(fetch, pages, chunksize=1)
        pool.close()
        pool.join()
    return {page: text for page, text in found if text is not None}


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
