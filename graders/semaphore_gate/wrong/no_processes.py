"""main does it all by itself."""

# fails: as_many_as_the_limit = failed
# fails: next_comes_in = failed
# fails: prepare_overlaps = failed
# fails: every_page = failed

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


def main(pages, limit):
    found = {}
    for page in pages:
        prepare(page)
        try:
            found[page] = download(page)
        except Exception as error:
            print(error, file=sys.stderr)
    return found


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
