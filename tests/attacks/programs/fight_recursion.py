"""Calls itself until the stack is full."""

# attacks: tally

import sys


def deeper(number):
    return deeper(number + 1)


def main(numbers):
    sys.setrecursionlimit(10**9)
    return deeper(0)
