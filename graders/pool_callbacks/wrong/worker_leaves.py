"""A worker ends with a page that is missing; the others do the rest, fewer at a time."""

# fails: fetches_overlap = failed

import functools
import multiprocessing
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


def labour(todo, texts, staff):
    while (page := todo.get()) is not None:
        try:
            texts.put((page, fetch(page)))
        except OSError:
            texts.put((page, None))
            with staff.get_lock():
                if staff.value > 1:
                    staff.value -= 1
                    return


def main(pages, workers):
    todo, texts = multiprocessing.Queue(), multiprocessing.Queue()
    staff = multiprocessing.Value("i", workers)
    for page in [*pages, *[None] * workers]:
        todo.put(page)
    crew = [multiprocessing.Process(target=labour, args=(todo, texts, staff)) for _ in range(workers)]
    for one in crew:
        one.start()
    words = {"errors": 0}
    for _ in pages:
        page, text = texts.get()
        if text is None:
            words["errors"] += 1
        else:
            words[page] = parse(text)
    for one in crew:
        one.join()
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
