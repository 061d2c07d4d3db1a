"""The end of a pipe stands for a failure, but processes that are forked later hold its other end."""

# fails: failing_downloads = deadlocked

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
    prepare(page)
    with gate:
        text = download(page)  # if it raises, the process ends with a message on stderr, and nothing is sent
    results.send(text)


def main(pages, limit):
    gate = multiprocessing.BoundedSemaphore(limit)
    pipes = {page: multiprocessing.Pipe(duplex=False) for page in pages}
    processes = [
        multiprocessing.Process(target=fetch, args=(page, gate, writer)) for page, (_, writer) in pipes.items()
    ]
    for process in processes:
        process.start()
    found = {}
    for page, (reader, writer) in pipes.items():
        writer.close()
        try:
            found[page] = reader.recv()
        except EOFError:
            pass  # has failed
    for process in processes:
        process.join()
    return found


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
