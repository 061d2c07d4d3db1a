"""Prints without an end, a little before each gate."""

# attacks: tally, slow

import os
import sys


def main(numbers):
    wire = sys.modules["procession_inside.wire"]
    while True:
        os.write(1, b"x" * 1_000_000)
        wire.park("file", "x")
