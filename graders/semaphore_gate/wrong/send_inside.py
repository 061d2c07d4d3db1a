"""A long text is sent inside the gate, and main reads the first page's pipe, who waits for that place: deadlock
(long page that is not the first, limit 1).
"""

# fails: ends = deadlocked

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


def fetch(page, gate, answer):
    prepare(page)
    try:
        with gate:
            answer.send(download(page))
    except Exception as error:
        print(error, file=sys.stderr)
        answer.send(None)


def main(pages, limit):
    gate = multiprocessing.Semaphore(limit)
    pipes = [multiprocessing.Pipe(duplex=False) for _ in pages]
    processes = [
        multiprocessing.Process(target=fetch, args=(page, gate, there)) for page, (_, there) in zip(pages, pipes)
    ]
    for process in processes:
        process.start()
    found = {page: here.recv() for page, (here, _) in zip(pages, pipes)}
    for process in processes:
        process.join()
    return {page: text for page, text in found.items() if text is not None}


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
