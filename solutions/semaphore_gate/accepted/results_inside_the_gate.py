"""Holds the place until the result is on its way, and reports failures as texts."""

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
    gate.acquire()
    try:
        results.put((page, "ok", download(page)))
    except BaseException as error:
        results.put((page, "failed", repr(error)))
    gate.release()


def main(pages, limit):
    gate = multiprocessing.Semaphore(value=limit)
    results = multiprocessing.Manager().Queue()
    processes = [multiprocessing.Process(target=fetch, args=(page, gate, results)) for page in pages]
    [process.start() for process in processes]
    answers = [results.get() for _ in pages]
    [process.join() for process in processes]
    for page, how, text in answers:
        if how == "failed":
            print(page, text, file=sys.stderr)
    return {page: text for page, how, text in answers if how == "ok"}


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
