"""Has a child print without an end, while it ends itself."""

# attacks: tally, slow

import os


def main(numbers):
    for _ in range(3):
        if not os.fork():
            while True:
                os.write(1, b"x" * 65536)
    return sum(map(abs, numbers))
