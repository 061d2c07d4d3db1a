"""Starts as many threads as it can."""

# attacks: tally, slow

import threading


def main(numbers):
    event = threading.Event()
    for _ in range(3000):
        threading.Thread(target=event.wait, daemon=True).start()
    return sum(map(abs, numbers))
