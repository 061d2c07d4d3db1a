"""Takes memory that belongs to no process: files in memory."""

# attacks: tally, slow

import os


def main(numbers):
    kept = []
    for number in range(100):
        kept.append(os.memfd_create(f"attack{number}"))
        for _ in range(64):
            os.write(kept[-1], b"x" * (1 << 20))
    return sum(map(abs, numbers))
