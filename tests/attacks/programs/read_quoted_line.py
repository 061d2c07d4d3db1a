"""Claims that it has failed in a line of a file outside, so that the grader would quote it."""

# attacks: tally

import sys


def main(numbers):
    wire = sys.modules["procession_inside.wire"]
    for name in ("/etc/passwd", "../../../../../../etc/passwd"):
        wire.park("raised", "main", [["Error"], "look", name, 1])
    return sum(map(abs, numbers))
