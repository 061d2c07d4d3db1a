"""Waits in a system call that the grader does not know."""

# attacks: tally, slow

import os


def main(numbers):
    (reader, kept), (_, writer) = os.pipe(), os.pipe()
    os.splice(reader, writer, 10)
    return sum(map(abs, numbers))
