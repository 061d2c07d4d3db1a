"""A subclass of Process; each answers by a pipe of its own, or by closing it."""

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


class Fetch(multiprocessing.Process):
    def __init__(self, page, gate, answer):
        super().__init__()
        self.page = page
        self.gate = gate
        self.answer = answer

    def run(self):
        prepare(self.page)
        with self.gate:
            text = download(self.page)
        self.answer.send(text)


def main(pages, limit):
    gate = multiprocessing.Semaphore(limit)
    started = []
    for page in pages:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = Fetch(page, gate, theirs)
        process.start()
        theirs.close()
        started.append((process, ours))
    found = {}
    for process, answer in started:
        try:
            found[process.page] = answer.recv()
        except EOFError:
            print(process.page, "could not be had", file=sys.stderr)
        process.join()
    return found


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
