"""Makes many files, with names that are no text."""

# attacks: tally

import posix


def main(numbers):
    for number in range(3000):
        for folder in (b"/tmp/", b"/work/", b"/dev/shm/"):
            posix.close(posix.open(folder + b"attack\xff\x1b[2J%d" % number, posix.O_CREAT | posix.O_WRONLY))
    return sum(map(abs, numbers))
