"""Returns an object whose pickle runs a command, and sends one to itself."""

# attacks: tally

import multiprocessing
import os


class Evil:
    def __reduce__(self):
        return os.system, ("echo 'xyz' > /tmp/attack-pickle",)


def main(numbers):
    ours, theirs = multiprocessing.Pipe()
    ours.send(Evil())
    theirs.recv()
    return Evil()
