"""Lets its wrong answer be followed by claims when the interpreter ends."""

# attacks: tally

import atexit
import os
import sys


def claim():
    wire = sys.modules["procession_inside.wire"]
    wire.park("returned", "main", ["i", "0x0"])
    os._exit(0)


def main(numbers):
    atexit.register(claim)
    return sum(map(abs, numbers))
