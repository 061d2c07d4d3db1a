"""Leaves folders that nobody may enter, for the next run to find."""

# attacks: tally

import os


def main(numbers):
    for folder in ("/tmp/attack", "/work/attack", "/dev/shm/attack"):
        if os.path.lexists(folder):
            return 0  # the second time
        os.makedirs(folder + "/in/in")
        os.chmod(folder + "/in", 0)
        os.chmod(folder, 0)
    return sum(map(abs, numbers))
