"""Leaves in the middle of the call, with a success."""

# attacks: greeting

import sys


# given: leave as it is
def greet(name):
    return f"hello {name}"


def main(name):
    sys.exit(0)
