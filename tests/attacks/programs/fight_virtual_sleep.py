"""Sleeps for longer than the universe has been."""

# attacks: tally

import time


def main(numbers):
    for _ in range(100):
        time.sleep(1e9)
    return sum(map(abs, numbers))
