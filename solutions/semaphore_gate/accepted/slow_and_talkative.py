"""Takes its time, and tells what it does."""

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


def say(*words):
    print(multiprocessing.current_process().name, *words, file=sys.stderr)


def fetch(page, gate, results):
    say("prepares", page)
    prepare(page)
    time.sleep(0.3)
    say("wants to download", page)
    with gate:
        say("downloads", page)
        time.sleep(0.3)
        try:
            text = download(page)
        except Exception as error:
            say("failed:", error)
            results.put((page, False, None))
        else:
            results.put((page, True, text))
        time.sleep(0.1)
    say("is done")


def main(pages, limit):
    context = multiprocessing.get_context()
    gate = context.Semaphore(limit)
    results = context.Queue()
    processes = []
    for page in pages:
        processes.append(context.Process(target=fetch, args=(page, gate, results), name=f"fetch {page}"))
        processes[-1].start()
        time.sleep(0.2)
    found = {}
    for _ in pages:
        page, well, text = results.get()
        if well:
            found[page] = text
    while processes:
        processes.pop().join()
    return found


if __name__ == "__main__":
    print(main(["news", "sports", "weather", "missing-maps", "mail", "shop"], 3))
