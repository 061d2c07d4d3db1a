"""Callbacks count down, and the last one tells main."""

import multiprocessing
import threading
import time


# given: leave as it is
def fetch(page):
    """The text of a page: takes a while, very long for "slow..."; OSError for "missing..."."""
    time.sleep(3 if page.startswith("slow") else 0.1)
    if page.startswith("missing"):
        raise OSError(f"no page {page}")
    return f"Welcome to {page}. " + "Lorem ipsum dolor. " * len(page)


# given: leave as it is
def parse(text):
    """How many words a text has."""
    return len(text.split())


class Crawl:
    def __init__(self, pages):
        self.words = {}
        self.errors = 0
        self.left = len(pages)
        self.finished = threading.Event()
        if not pages:
            self.finished.set()

    def arrived(self, page, text):
        self.words[page] = parse(text)
        self.one_less()

    def failed(self, error):
        self.errors += 1
        self.one_less()

    def one_less(self):
        self.left -= 1
        if self.left == 0:
            self.finished.set()


def main(pages, workers):
    crawl = Crawl(pages)
    with multiprocessing.Pool(workers) as pool:
        for page in pages:

            def arrived(text, page=page):
                crawl.arrived(page, text)

            pool.apply_async(fetch, [page], callback=arrived, error_callback=crawl.failed)
        crawl.finished.wait()
    return dict(crawl.words, errors=crawl.errors)


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
