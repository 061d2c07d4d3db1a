"""Workers of one's own, a queue in each direction; main parses what arrives."""

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


class Fetcher(multiprocessing.Process):
    def __init__(self, todo, done):
        super().__init__(daemon=True)
        self.todo, self.done = todo, done

    def run(self):
        while (page := self.todo.get()) is not None:
            try:
                self.done.put((page, fetch(page)))
            except OSError:
                self.done.put((page, None))


def main(pages, workers):
    todo, done = multiprocessing.Queue(), multiprocessing.Queue()
    crew = [Fetcher(todo, done) for _ in range(workers)]
    for fetcher in crew:
        fetcher.start()
    for page in pages:
        todo.put(page)
    words, errors = {}, 0
    for _ in pages:
        page, text = done.get()
        if text is None:
            errors += 1
        else:
            words[page] = parse(text)
    for _ in crew:
        todo.put(None)
    for fetcher in crew:
        fetcher.join()
    words["errors"] = errors
    return words


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
