"""Prints without an end."""

# attacks: tally, slow

import os


def main(numbers):
    while True:
        os.write(1, b"x" * 65536)
