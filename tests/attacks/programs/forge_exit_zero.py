"""Ends with exit code 0 before it has an answer."""

# attacks: tally

import os


def main(numbers):
    os._exit(0)
