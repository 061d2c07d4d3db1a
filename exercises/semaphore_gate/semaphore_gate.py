"""Pages come from a server that bears only so many downloads at a time; here they come one by one.

Let in as many as the server bears, and no more."""

import multiprocessing
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
    gate.acquire()
    prepare(page)
    print(f"{page} begins")
    results.put((page, download(page)))
    print(f"{page} has ended")
    gate.release()


def main(pages, limit):
    gate = multiprocessing.Lock()
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=fetch, args=(page, gate, results)) for page in pages]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in pages)
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
