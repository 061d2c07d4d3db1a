"""Items travel as JSON: tuples come back as lists, keys of dicts as texts."""

# fails: odd_items = crashed

import json
import multiprocessing
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def consumer(inbox, outbox):
    while (text := inbox.get()) is not None:
        outbox.put(json.dumps(handle(json.loads(text))))


def main(items):
    inbox, outbox = multiprocessing.Queue(), multiprocessing.Queue()
    process = multiprocessing.Process(target=consumer, args=(inbox, outbox))
    process.start()
    for item in items:
        inbox.put(json.dumps(item))
    inbox.put(None)
    results = [json.loads(outbox.get()) for _ in items]
    process.join()
    return results


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
