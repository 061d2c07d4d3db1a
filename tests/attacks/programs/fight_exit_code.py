"""Ends with exit codes that are too big, and with signals that there are not."""

# attacks: tally

import multiprocessing
import os
import sys


def main(numbers):
    for code in (10**30, -(10**30), "text", [1], 256, -9):
        process = multiprocessing.Process(target=sys.exit, args=(code,))
        process.start()
        process.join()
    os._exit(2**31 - 1)
