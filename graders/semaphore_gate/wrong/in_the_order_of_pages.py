"""Places are given in the order of the pages, so that one waits for another's preparation."""

# fails: next_comes_in = failed

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


def fetch(page, gate, results, my_turn, next_turn):
    prepare(page)
    text = None
    my_turn.wait()  # first come, first served
    gate.acquire()
    next_turn.set()
    try:
        text = download(page)
    except Exception as error:
        print(f"{page}: {error!r}", file=sys.stderr)
    finally:
        gate.release()
    results.put((page, text))


def main(pages, limit):
    gate = multiprocessing.BoundedSemaphore(limit)
    results = multiprocessing.Queue()
    turns = [multiprocessing.Event() for _ in range(len(pages) + 1)]
    turns[0].set()
    processes = [
        multiprocessing.Process(target=fetch, args=(page, gate, results, turns[number], turns[number + 1]))
        for number, page in enumerate(pages)
    ]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in pages)
    for process in processes:
        process.join()
    return {page: text for page, text in found.items() if text is not None}


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
