"""The receipts are waited for: a receipt is ready when its callback has been run. Then `with` may end the pool."""

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


def main(pages, workers):
    found = {}
    failures = []
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers) as pool:
        receipts = [
            pool.apply_async(
                fetch,
                kwds={"page": page},
                callback=lambda text, page=page: found.update({page: parse(text)}),
                error_callback=failures.append,
            )
            for page in pages
        ]
        for receipt in receipts:
            receipt.wait()
    found["errors"] = len(failures)
    return found


if __name__ == "__main__":
    print(main(["home", "slow news", "missing", "red fox", "about us"], 2))
